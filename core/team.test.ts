import { type TeamSettings, teamSettings } from '@baton/contracts/team.ts'
import { describe, expect, it } from 'vitest'
import { usualTeam } from './team.ts'
import { ada, northpeak, sales, support } from './testing/cast.ts'
import { given, inQueue, minute, start, withAda, world } from './testing/given.ts'

const third = '00000000-0000-4000-8000-000000000053'
const other = '00000000-0000-4000-8000-0000000000b2'
const teams = (...settings: object[]): ReadonlyMap<string, TeamSettings> =>
  new Map([support, sales, third].map((id, i) => [id, teamSettings.parse(settings[i] ?? {})]))
const topics = { on: true, topics: [{ id: 't1', name: 'Refunds', examples: ['refund'] }] }
const policy = { ...world().policy, triggers: { ...world().policy.triggers, topics: topics as never } }
const of = (settings: ReadonlyMap<string, TeamSettings>, change: object = {}, staffed = [support, sales, third]) =>
  usualTeam({ bot: northpeak, topic: null, language: null, ...change }, world({ teams: settings, policy, staffed: new Set(staffed) }))

describe('which team takes it where nobody said', () => {
  it('the one that names the topic and takes the bot’s visitors, first of all one that is there', () => {
    const named = teams({}, { topics: ['refunds'] }, { topics: ['refunds'] })
    expect(of(named)).toBe(support)
    expect(of(named, { topic: 't1' })).toBe(sales)
    expect(of(named, { topic: 't1' }, [support, third])).toBe(third)
    expect(of(teams({}, { topics: ['refunds'], bots: [other] }), { topic: 't1' })).toBe(support)
  })

  it('the bot’s own, unless it speaks other languages and one that speaks the visitor’s is there', () => {
    const spoken = teams({ languages: ['en'] }, { languages: ['de'] })
    expect([of(spoken, { language: 'en' }), of(spoken, { language: 'fr' }), of(spoken)]).toEqual([support, support, support])
    expect(of(spoken, { language: 'de' })).toBe(sales)
    expect(of(spoken, { language: 'de' }, [support])).toBe(support)
    expect(of(teams({}, { languages: ['de'] }), { language: 'de' })).toBe(support)
  })
})

describe('[H7] a conversation that was given without being asked for', () => {
  const by = { agent: ada.agent, name: 'Ada' }
  const gives = { type: 'gives' as const, tenure: inQueue.tenure, to: by, step: 1, passedOver: [] }

  it('is watched for three minutes where the team says nothing, and others are rung after as long again', () => {
    const assigning = world({ teams: new Map([[support, teamSettings.parse({ mode: 'assign' })]]), now: start + 30 * minute })
    const taken = given(inQueue).when(gives, assigning)
    expect(taken.effects).toContainEqual(expect.objectContaining({ type: 'wake', at: start + 33 * minute }))
    const silent = { type: 'agentSilent' as const, tenure: withAda.tenure, reminded: true }
    expect(given(withAda).when(silent, assigning).types).toContain('escalated')
    expect(given(withAda).when(silent, world({ now: start + 30 * minute })).types).toEqual([])
  })

  it('[R1] room is counted in whole conversations: a quiet one leaves half a place, which is none', () => {
    const accepts = { type: 'agentAccepts' as const, by }
    const refusalAt = (open: number) => given(inQueue).when(accepts, world({ room: { open, capacity: 3 } })).refusal
    expect([refusalAt(2), refusalAt(2.5), refusalAt(3)]).toEqual([
      undefined,
      { no: 'full', open: 3, capacity: 3 },
      { no: 'full', open: 3, capacity: 3 },
    ])
  })
})
