import type { PlaygroundAnswer } from '@baton/contracts/playground.ts'
import { describe, expect, test } from 'vitest'
import { ada, agentSaid, began, said, scene } from '../testing/scenes.ts'
import { askedIn, suggestionsFrom } from './copilot.ts'

const now = Date.UTC(2026, 10, 24, 12)
const factsOf = (...facts: Parameters<typeof scene>[2][number][1][]) =>
  scene(
    'copilot',
    now,
    [began(1), ...facts].map((fact) => [0, fact] as const),
  ).facts

describe('what the bot is asked for an agent', () => {
  test('is what the visitor wrote since the last answer, with what went before', () => {
    expect(askedIn(factsOf(said('Hi'), agentSaid(ada, 'Hello'), said('One parcel?'), said('Or two?')))).toEqual({
      n: 5,
      question: 'One parcel?\nOr two?',
      history: [
        { by: 'visitor', text: 'Hi' },
        { by: 'bot', text: 'Hello' },
      ],
    })
  })

  test('is nothing while the visitor has been answered, and nothing of an earlier episode', () => {
    expect(askedIn(factsOf(said('Hi'), agentSaid(ada, 'Hello')))).toBeNull()
    expect(askedIn(factsOf(said('Old'), began(2), said('New')))).toMatchObject({ question: 'New', history: [] })
  })
})

describe('what an agent may take up', () => {
  const passage = (text: string, score: number) => ({ title: 'Delivery', text, score })
  const found = (more: object) =>
    suggestionsFrom({ smallTalk: false, answer: null, ranking: [], ...more } as unknown as PlaygroundAnswer).map(({ text }) => text)
  const answer = { text: 'Two days.', confidence: 0.8, sources: [{ title: 'Delivery' }] }

  test('begins with what the bot would say, then what is near, each once, three at most', () => {
    const ranking = [
      passage('Two days.', 0.7),
      passage('Express.', 0.5),
      passage('Far.', 0.1),
      passage('By bike.', 0.35),
      passage('More.', 0.3),
    ]
    expect(found({ answer, ranking })).toEqual(['Two days.', 'Express.', 'By bike.'])
  })

  test('is nothing for small talk, or where nothing is near', () => {
    expect(found({ answer, smallTalk: true })).toEqual([])
    expect(found({ answer: { ...answer, confidence: 0.2 } })).toEqual([])
    expect(found({ answer: { ...answer, text: ' ' }, ranking: [passage('Far.', 0.1)] })).toEqual([])
  })
})
