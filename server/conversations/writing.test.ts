import type { VisitorDown } from '@baton/contracts/down.ts'
import type { Draft } from '@baton/core/decide.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { type House, openHouse, typesOf } from '../testing/house.ts'
import type { Ask, Cut } from './bot-job.ts'
import { readFacts } from './store.ts'

let house: House
afterEach(() => house.stop())

const draft: Draft = { text: 'One. Two.', confidence: 0.9, mode: 'model', sources: [], tried: [] }

/** A bot that writes these sentences, and between them does what it is told. */
function writing(sentences: string[], then: Draft | Cut, between: (i: number) => Promise<void> = async () => {}): Ask {
  return async ({ listening }) => {
    for (const [i, text] of sentences.entries()) {
      if (!(await listening.sentence(text))) return { cut: 'overtaken', held: null }
      await between(i)
    }
    return then
  }
}

const drafts = (frames: readonly VisitorDown[]) => frames.filter((frame) => frame.t === 'draft')
const say = (text: string) => ({ type: 'say', text, page: null })

describe('an answer that is heard while it is written', () => {
  it('reaches visitor and agent piece by piece, and then as a fact', async () => {
    house = await openHouse({ ask: writing(['One.', ' Two.'], draft) })
    const visitor = await house.visitor()
    const agent = await house.agent(house.cast.ada)
    agent.send({ t: 'open', conversation: visitor.conversation, after: 0 })
    await agent.frame('seen')
    await visitor.act(say('How?'))
    await visitor.fact('botSaid')
    const heard = drafts(visitor.frames as VisitorDown[])
    expect(heard.map(({ offset, text }) => [offset, text])).toEqual([
      [0, 'One.'],
      [4, ' Two.'],
    ])
    expect(new Set(heard.map((frame) => frame.draft)).size).toBe(1)
    await agent.fact('botSaid')
    expect(drafts(agent.frames as VisitorDown[])).toEqual(heard.map((frame) => ({ ...frame, conversation: visitor.conversation })))
  })

  it('that ends early is a fact as far as it was shown, and the rest reaches the agent only', async () => {
    house = await openHouse({ ask: writing(['One.'], { cut: 'unsupported', held: { ...draft, confidence: 0.5 } }) })
    const visitor = await house.visitor()
    await visitor.act(say('How?'))
    expect(await visitor.fact('answerCut')).toMatchObject({ text: 'One.' })
    const facts = await readFacts(house.database.pool, visitor.conversation, 0)
    expect(typesOf(facts)).toContain('botHeldBack')
    expect(typesOf(facts)).not.toContain('botSaid')
    expect(typesOf(facts).some((type) => type === 'offered' || type === 'escalated')).toBe(true)
  })

  it('[H4] stops when a person takes over, and what was shown stays a fact', async () => {
    let taken: () => Promise<void> = async () => {}
    house = await openHouse({ ask: writing(['One.', ' Two.'], draft, (i) => (i === 0 ? taken() : Promise.resolve())) })
    const visitor = await house.visitor()
    const agent = await house.agent(house.cast.ada)
    taken = async () => {
      await agent.act({ type: 'say', text: 'Ada here.' }, visitor.conversation)
    }
    await visitor.act(say('How?'))
    expect(await visitor.fact('answerCut')).toMatchObject({ text: 'One.' })
    const facts = await readFacts(house.database.pool, visitor.conversation, 0)
    expect(typesOf(facts)).not.toContain('botSaid')
    expect(drafts(visitor.frames as VisitorDown[]).map(({ text }) => text)).toEqual(['One.'])
  })

  it('is a fact even when it is overtaken after its last word', async () => {
    let overtaken: () => Promise<void> = async () => {}
    house = await openHouse({ ask: writing(['One.'], { ...draft, text: 'One.' }, () => overtaken()) })
    const visitor = await house.visitor()
    overtaken = async () => {
      overtaken = async () => {}
      await visitor.act(say('And now?'))
    }
    await visitor.act(say('How?'))
    await visitor.fact('botSaid')
    const types = typesOf(await readFacts(house.database.pool, visitor.conversation, 0))
    expect(types.filter((type) => type === 'answerCut')).toHaveLength(1)
    expect(types.filter((type) => type === 'botSaid')).toHaveLength(1)
  })

  it('that throws after its first words is a fact as far as it was shown, and a person comes', async () => {
    house = await openHouse({
      async ask({ listening }) {
        await listening.sentence('One.')
        throw new Error('broken')
      },
    })
    const visitor = await house.visitor()
    await visitor.act(say('How?'))
    expect(await visitor.fact('answerCut')).toMatchObject({ text: 'One.' })
    const types = typesOf(await readFacts(house.database.pool, visitor.conversation, 0))
    expect(types.some((type) => type === 'offered' || type === 'escalated')).toBe(true)
  })
})
