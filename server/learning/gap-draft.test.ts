import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import { describe, expect, it } from 'vitest'
import { personsAnswer } from './gap-draft.ts'

const id = '11111111-1111-4111-8111-111111111111'
const agent = (text: string): Fact => ({ type: 'agentSaid', agent: id, name: 'Bo Lindqvist', text })
const visitor = (text: string): Fact => ({ type: 'visitorSaid', text, page: null })
const of = (...facts: Fact[]) => personsAnswer(facts.map((fact, i): Numbered => ({ n: i + 1, at: i, cause: 'c', fact })))

describe('what a person answered', () => {
  it.each([
    'Hello!',
    'Hi Mara, this is Bo. How can I help?',
    'Bo here.',
    'One moment please.',
    'Hi, I’ll have a look.',
    'Which order is it, and what is in the basket?',
    'Guten Tag, hier ist Bo aus dem Support. Wie kann ich helfen?',
  ])('is not yet "%s"', (text) => {
    expect(of(agent(text), visitor('well?'), agent('It is mended for 35 €.'))).toMatchObject({ text: 'It is mended for 35 €.', line: 3 })
    expect(of(agent(text))).toBeNull()
  })

  it('is all of it until the visitor writes again', () => {
    const said = of(agent('Yes. Is it torn?'), agent('Mending costs 35 €.'), visitor('great'), agent('Bye.'))
    expect(said).toEqual({ text: 'Yes. Is it torn?\nMending costs 35 €.', agent: 'Bo Lindqvist', line: 1 })
  })

  it('ends with the episode', () => {
    expect(of(visitor('hm'), { type: 'episodeBegan', episode: 2, page: null }, agent('It is mended for 35 €.'))).toBeNull()
  })
})
