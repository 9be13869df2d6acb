import type { Numbered } from '@baton/contracts/facts.ts'
import { expect, test } from 'vitest'
import { liveForTest } from '../testing/fake-socket.ts'
import { ada, began, idOf, said } from '../testing/scenes.ts'

const conversation = idOf('conversation')
const piece = (offset: number, text: string, draft = 'd1') => ({ t: 'draft' as const, conversation, draft, answers: 2, offset, text })
const facts: Numbered[] = [
  { n: 1, at: 1, cause: 'cause-of-1', fact: began(1) },
  { n: 2, at: 2, cause: 'cause-of-2', fact: said('How can I pay?') },
]
const cut: Numbered = {
  n: 3,
  at: 3,
  cause: 'cause-of-3',
  fact: { type: 'answerCut', answers: 2, draft: 'd1', text: 'By card.', why: 'overtaken', policyVersion: 1 } as never,
}

function watching() {
  const { live, socket } = liveForTest(ada.id)
  socket().welcome()
  live.show(conversation)
  socket().hear({ t: 'facts', conversation, facts })
  return { live, socket, written: () => live.state.written.get(conversation)?.text }
}

test('an answer grows until its fact comes, and a piece that comes later is not shown', () => {
  const { socket, written } = watching()
  socket().hear(piece(0, 'By card.'), piece(8, ' Or by bill.'))
  expect(written()).toBe('By card. Or by bill.')
  socket().hear({ t: 'facts', conversation, facts: [cut] }, piece(0, 'By card.'))
  expect(written()).toBeUndefined()
})

test('an answer is heard from its beginning or not at all, and gives way to another one', () => {
  const { socket, written } = watching()
  socket().hear(piece(8, ' Or by bill.'))
  expect(written()).toBeUndefined()
  socket().hear(piece(0, 'By card.'), piece(0, 'By bill.', 'd2'))
  expect(written()).toBe('By bill.')
})

test('what was being written is not kept for a conversation that was left', () => {
  const { live, socket, written } = watching()
  socket().hear(piece(0, 'By card.'))
  live.leave(conversation)
  expect(written()).toBeUndefined()
})
