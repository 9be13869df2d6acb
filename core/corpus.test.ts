import { readdirSync, readFileSync } from 'node:fs'
import { type Conversation, conversation } from '@baton/contracts/conversation.ts'
import { fact, type Numbered, numbered } from '@baton/contracts/facts.ts'
import { describe, expect, it } from 'vitest'
import { apply, opened } from './apply.ts'
import { forVisitor, viewForVisitor } from './visibility.ts'

type Corpus = { release: string; bot: string; visitor: string; facts: Numbered[]; state: Conversation }

const folder = new URL('../contracts/corpus/', import.meta.url)
const corpora = readdirSync(folder)
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Corpus)

describe.each(corpora)('[F1] the facts that $release stored', ({ bot, visitor, facts, state }) => {
  it('still read as they were', () => {
    for (const one of facts) expect(numbered.parse(one)).toEqual(one)
  })

  it('still fold to the same, in today’s shape', () => {
    const now = facts.reduce<Conversation>(apply, opened(bot, visitor))
    expect(conversation.parse(now)).toEqual(now)
    expect(now).toMatchObject(state)
  })

  it('[V1] are still projected, each of them and all together', () => {
    const seen = facts.map((one) => ({ ...one, fact: forVisitor(one.fact) }))
    const view = seen.reduce<Conversation>(apply, opened(bot, visitor))
    expect(viewForVisitor(view)).toEqual(viewForVisitor(facts.reduce<Conversation>(apply, opened(bot, visitor))))
  })
})

it('[F1] the newest corpus has every type of fact, holder, reason and evidence in it', () => {
  const newest = JSON.stringify(corpora.at(-1))
  const types = fact.options.map((option) => option.shape.type.value)
  const words = ['menu', 'words', 'score', 'error', 'left', 'pair', 'quote', 'model', 'smalltalk', 'accepted', 'tookOver', 'wrote']
  for (const word of [...types, ...words]) expect(newest).toContain(`:"${word}"`)
})
