import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import { asksBack } from './band.ts'
import type { BotInput, Draft } from './decide.ts'
import { after, type Decision, fact, nothing, type World } from './decision.ts'
import { type Cause, escalate } from './escalation.ts'
import { mayOffer, offer, settle, settleAnswered } from './offers.ts'
import { listening } from './silence.ts'
import { textOf } from './texts.ts'
import { feltBy, handled, readAnswer, readSignals, unsaid } from './triggers.ts'

type Of<T extends BotInput['type']> = Extract<BotInput, { type: T }>

/** What a line means is known before it is answered: the softer triggers are decided here. */
export function lineRead(c: Conversation, { line, signals }: Of<'lineRead'>, world: World): Decision {
  if (!unanswered(c, line) || line <= c.read || c.offer) return nothing
  const { fired, applied, topic, team } = readSignals(c, line, signals, world)
  const read: Fact[] = [{ type: 'lineRead', line, signals, topic, team }, ...applied]
  const settled = settle({ ...c, team: team ?? c.team }, fired, world)
  return settled ? after(read, settled) : { facts: read, effects: [] }
}

/** [H2] A draft under the threshold reaches the agent, never the visitor. */
export function botAnswers(c: Conversation, { answers, draft }: Of<'botAnswers'>, world: World): Decision {
  if (!unanswered(c, answers) || c.offer) return nothing
  if (overtaken(c, answers)) return fact({ type: 'answerSuperseded', answers })
  if (draft.confidence < world.policy.minConfidence || draft.text.trim() === '') return unsure(c, answers, draft, world)
  const said: Fact = { type: 'botSaid', ...answerOf(draft, answers, world), ...(world.policy.showSure && { shown: true }) }
  if (draft.mode === 'smalltalk') return { facts: [said], effects: listening(c, world) }
  const { fired, applied } = readAnswer(c, answers, draft, world)
  const facts = [said, ...applied]
  const effects = listening(c, world)
  const settled = settleAnswered(c, fired, world)
  return settled ? { facts: [...facts, ...settled.facts], effects: [...effects, ...settled.effects] } : { facts, effects }
}

/** Not sure enough to answer: the bot asks back where that may help and would not annoy, else the draft is held back and a person comes. */
function unsure(c: Conversation, answers: number, draft: Draft, world: World): Decision {
  const { minConfidence, triggers } = world.policy
  const felt = feltBy(answers, draft, world).find(({ does }) => does === 'escalate')
  const back = asksBack(c, draft, world.policy)
  if (back && !felt) {
    const text = textOf(back === 'choices' ? 'didYouMean' : 'clarify', c, world)
    const choices = back === 'choices' ? (draft.choices ?? []) : []
    return {
      facts: [{ type: 'botAsked', ...answerOf(draft, answers, world), text, held: draft.text, choices }],
      effects: listening(c, world),
    }
  }
  const held: Fact = { type: 'botHeldBack', ...answerOf(draft, answers, world) }
  if (!triggers.unsure.on) return doesntKnow(c, answers, unsaid(draft), [held], world)
  const { confidence: score, tried } = draft
  const cause = {
    reason: 'unsure',
    evidence: { kind: 'score', line: answers, score, threshold: minConfidence, tried },
    ...handled(triggers.unsure),
  } as const
  if (felt)
    return after([held], escalate(c, withPlanned(c, { ...felt, also: [{ reason: cause.reason, evidence: cause.evidence }] }), world))
  return after([held], personOrOffer(c, withPlanned(c, cause), triggers.unsure.does, world))
}

/** [H17] Low confidence by itself brings nobody in. The bot says that it doesn't know, unless something else brings a person in at once. */
function doesntKnow(c: Conversation, answers: number, draft: ReturnType<typeof unsaid>, before: Fact[], world: World): Decision {
  const { fired, applied } = readAnswer(c, answers, draft, world)
  const settled = settleAnswered(c, fired, world)
  const comes = settled?.facts.some(({ type }) => type === 'escalated')
  const said: Fact[] = comes ? [] : [{ type: 'serverSaid', kind: 'dontKnow', text: textOf('dontKnow', c, world) }]
  return after([...before, ...said, ...applied], settled ?? { facts: [], effects: listening(c, world) })
}

export function botFails(c: Conversation, { answers, error }: Of<'botFails'>, world: World): Decision {
  if (!unanswered(c, answers) || c.offer) return nothing
  if (overtaken(c, answers)) return fact({ type: 'answerSuperseded', answers })
  const { does, ...handling } = world.policy.triggers.failed
  const cause = { reason: 'botFailed', evidence: { kind: 'error', line: answers, error }, ...handled(handling) } as const
  return personOrOffer(c, withPlanned(c, cause), does, world)
}

/** What a visitor was shown is a fact, whoever holds the conversation by then; the rest is held back, and a person is near. */
export function botCut(c: Conversation, { under, answers, draft, shown, why, held }: Of<'botCut'>, world: World): Decision {
  const cut: Fact[] = shown.trim() === '' ? [] : [{ type: 'answerCut', answers, draft, text: shown, why }]
  if (under !== c.tenure || why === 'overtaken' || !unanswered(c, answers) || c.offer) return { facts: cut, effects: [] }
  const { unsure, failed } = world.policy.triggers
  if (why === 'cutOff') {
    const cause = { reason: 'botFailed', evidence: { kind: 'error', line: answers, error: 'cutOff' }, ...handled(failed) } as const
    return after(cut, personOrOffer(c, cause, failed.does, world))
  }
  const kept: Fact[] = held ? [{ type: 'botHeldBack', ...answerOf(held, answers, world) }] : []
  const { minConfidence: threshold } = world.policy
  const score = Math.min(held?.confidence ?? 0, threshold)
  if (!unsure.on) return doesntKnow(c, answers, { confidence: score }, [...cut, ...kept], world)
  const evidence = { kind: 'score', line: answers, score, threshold, tried: held?.tried ?? [] } as const
  return after([...cut, ...kept], personOrOffer(c, { reason: 'unsure', evidence, ...handled(unsure) }, 'offer', world))
}

/** [H7] Where an offer would nag, a person comes: nobody is left with silence. */
function personOrOffer(c: Conversation, cause: Cause, does: 'escalate' | 'offer', world: World): Decision {
  if (does === 'escalate' || !mayOffer(c, cause.reason, world)) return escalate(c, cause, world)
  return offer(c, cause, world, 'unsureOffer')
}

/** An offer that was to follow the answer that never came is evidence, and its team takes it. */
function withPlanned(c: Conversation, cause: Cause): Cause {
  if (!c.planned) return cause
  const { reason, evidence, team, priority, also = [] } = c.planned
  return {
    ...cause,
    also: [...(cause.also ?? []), { reason, evidence }, ...also],
    team: cause.team ?? team,
    priority: Math.max(priority, cause.priority ?? 0),
  }
}

function answerOf({ text, confidence, mode, sources, tried, grounds }: Draft, answers: number, { policy, policyVersion }: World) {
  return { text, confidence, mode, sources, tried, answers, threshold: policy.minConfidence, policyVersion, ...(grounds && { grounds }) }
}

/** [H4] The tenure alone does not say who has it: a line said in the queue is still unanswered there. */
function unanswered(c: Conversation, answers: number): boolean {
  return c.holder.kind === 'bot' && answers > c.answered
}

/** The visitor has written on: the next answer covers both lines. Dropped once only, or somebody who types without pause gets no answer. */
function overtaken(c: Conversation, answers: number): boolean {
  return answers < c.visitorLine && !c.superseded
}
