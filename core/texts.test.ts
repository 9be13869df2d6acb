import type { Policy } from '@baton/contracts/policy.ts'
import { describe, expect, it } from 'vitest'
import { ada, support } from './testing/cast.ts'
import { given, inQueue, minute, policyWith, the, withAda, withBot, world } from './testing/given.ts'
import { filled } from './texts.ts'

const saying = (texts: Partial<Policy['texts']>, change: Partial<Policy> = {}) =>
  world({
    policy: policyWith({ texts: { ...policyWith().texts, ...texts }, patienceMs: 4 * minute, ...change }),
    names: { bot: 'Bruno', teams: new Map([[support, 'Support']]) },
  })

describe('a line of the server’s is filled in', () => {
  it('with the team, and with the longest that it takes', () => {
    const w = saying({ connecting: '{{bot.name}} asks {{team}}; {{wait}} at most.' })
    const { facts } = given(withBot).when({ type: 'visitorAsks', page: null }, w)
    expect(the(facts, 'serverSaid').text).toBe('Bruno asks Support; 4 minutes at most.')
  })

  it('also where a trigger has words of its own', () => {
    const { policy } = saying({})
    const asked = { ...policy.triggers.asked, say: '{{team}} comes within {{wait}}.' }
    const { facts } = given(withBot).when({ type: 'visitorAsks', page: null }, saying({}, { triggers: { ...policy.triggers, asked } }))
    expect(the(facts, 'serverSaid').text).toBe('Support comes within 4 minutes.')
  })

  it('with what is left of the wait', () => {
    const w = { ...saying({ waitOffer: 'Another {{wait}} with {{team}}?' }), now: since(inQueue) + 2 * minute }
    const { facts } = given(inQueue).when({ type: 'waitDrags', since: since(inQueue) }, w)
    expect(the(facts, 'serverSaid').text).toBe('Another 2 minutes with Support?')
  })

  it('with the first name of whoever hands it back', () => {
    const w = saying({ handedBack: '{{agent.name}} of {{team}} has left; it is {{bot.name}}.' })
    const withAdaOkafor = { ...withAda, holder: { ...withAda.holder, name: 'Ada Okafor' } } as typeof withAda
    const { facts } = given(withAdaOkafor).when({ type: 'agentHandsBack', by: ada, note: null }, w)
    expect(the(facts, 'serverSaid').text).toBe('Ada of Support has left; it is Bruno.')
  })

  it('with the first name of whoever comes in, in the visitor’s language', () => {
    const w = saying({ joined: 'Here is {{agent.name}}' }, { languages: { de: { joined: 'Jetzt ist {{agent.name}} da' } } })
    const accepting = (language: string | null) =>
      given({ ...inQueue, language }).when({ type: 'agentAccepts', by: { ...ada, name: 'Ada Okafor' } }, w)
    expect(the(accepting(null).facts, 'accepted').said).toBe('Here is Ada')
    expect(the(accepting('de').facts, 'accepted').said).toBe('Jetzt ist Ada da')
  })

  it('with spans in the language of the text, not of the visitor', () => {
    const w = {
      ...saying({ promise: 'We answer {{within}}.' }, { languages: { de: { promise: 'Wir antworten {{within}}.' } } }),
      staffed: new Set<string>(),
    }
    const asking = (language: string) => given(withBot).when({ type: 'visitorAsks', page: null, language }, w)
    expect(the(asking('de').facts, 'serverSaid').text).toBe('Wir antworten innerhalb von 24 Stunden.')
    expect(the(asking('fr').facts, 'serverSaid').text).toBe('We answer within 24 hours.')
  })

  it('and what isn’t known is left out with its space; a line is never empty', () => {
    expect(filled('Thank you {{visitor.name}}.', {})).toBe('Thank you.')
    expect(filled('{{visitor.name}}', {})).toBe('{{visitor.name}}')
  })
})

function since({ holder }: typeof inQueue): number {
  return holder.kind === 'queue' ? holder.since : 0
}
