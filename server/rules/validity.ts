import type { Policy } from '@baton/contracts/policy.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'

/** What a policy says that its schema can't tell: every team is there, no name is given twice, a rule's topic exists, lines say something. Null where all is well. */
export function problemOf(policy: Policy, teams: ReadonlySet<string>): Refusal | null {
  const { terms } = policy.triggers.keywords
  const { topics } = policy.triggers.topics
  return (
    missingTeam(policy, teams) ??
    twice(terms, 'triggers.keywords.terms') ??
    twice(topics, 'triggers.topics.topics') ??
    twice(policy.rules, 'rules') ??
    missingTopic(policy) ??
    saysNothing(policy)
  )
}

function missingTeam(policy: Policy, teams: ReadonlySet<string>): Refusal | null {
  const wrong = teamsIn(policy).find(({ team }) => team !== null && !teams.has(team))
  return wrong ? invalid(wrong.path, 'there is no such team') : null
}

/** Every place of a policy that names a team. */
export function teamsIn({ team, triggers, rules }: Policy): { path: string; team: string | null }[] {
  const { keywords, topics, ...others } = triggers
  return [
    { path: 'team', team },
    ...Object.entries(others).map(([name, trigger]) => ({ path: `triggers.${name}.team`, team: trigger.team })),
    ...keywords.terms.map((term, i) => ({ path: `triggers.keywords.terms.${i}.team`, team: term.team })),
    ...topics.topics.map((topic, i) => ({ path: `triggers.topics.topics.${i}.team`, team: topic.team })),
    ...rules.flatMap((rule, i) =>
      rule.actions.flatMap((action, k) => ('team' in action ? [{ path: `rules.${i}.actions.${k}.team`, team: action.team }] : [])),
    ),
  ]
}

function twice(list: readonly { id: string }[], path: string): Refusal | null {
  const seen = new Set<string>()
  for (const [i, { id }] of list.entries()) {
    if (seen.has(id)) return invalid(`${path}.${i}.id`, `“${id}” is there twice`)
    seen.add(id)
  }
  return null
}

function missingTopic({ rules, triggers }: Policy): Refusal | null {
  const topics = new Set(triggers.topics.topics.map(({ id }) => id))
  for (const [i, rule] of rules.entries())
    for (const [k, one] of rule.when.of.entries())
      for (const [m, condition] of ('of' in one ? one.of : [one]).entries())
        if (condition.field === 'topic' && !topics.has(condition.value))
          return invalid(`rules.${i}.when.of.${k}.${'of' in one ? `of.${m}.` : ''}value`, 'there is no such topic')
  return null
}

/** Where nothing of what is filled in is known, a line would be empty. */
function saysNothing({ texts, languages, triggers }: Policy): Refusal | null {
  const lines = [
    ...Object.entries(texts).map(([name, text]) => ({ path: `texts.${name}`, text })),
    ...Object.entries(languages).flatMap(([language, own]) =>
      Object.entries(own).map(([name, text]) => ({ path: `languages.${language}.${name}`, text })),
    ),
    ...Object.entries(triggers).map(([name, { say }]) => ({ path: `triggers.${name}.say`, text: say })),
  ]
  const empty = lines.find(({ text }) => text?.replace(/\{\{[^}]*\}\}/g, '').trim() === '')
  return empty ? invalid(empty.path, 'say more than what is filled in, which may not be known') : null
}

function invalid(path: string, problem: string): Refusal {
  return { no: 'invalid', path, problem }
}
