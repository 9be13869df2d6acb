import type { VisitorFact } from '@baton/contracts/facts.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acts, freshPage, leavePage, settle, talking } from './testing/page.ts'

beforeEach(freshPage)
afterEach(leavePage)

const offered: VisitorFact = { type: 'offered', text: 'Would you like me to connect you with a member of our team?' }
const asked: VisitorFact = { type: 'botAsked', text: 'Did you mean one of these?', choices: ['By card?', 'By bill?'], answers: 1 }
const ada = { agent: 'a', name: 'Ada Okafor' }

describe('an offer', () => {
  it('[H12] is answered by a button, once', async () => {
    const { wire, button, text } = await talking()
    wire.add([offered])
    await settle()
    button('Yes, connect me').click()
    await settle()
    expect(acts(wire).at(-1)).toEqual({ type: 'answerOffer', offer: 2, accept: true })
    expect([button('Yes, connect me'), button('No, thanks')]).toEqual([undefined, undefined])
    expect(text()).toContain('You: Yes, connect me')
  })

  it('[H12] that is declined is gone, and stays gone', async () => {
    const { wire, button } = await talking()
    wire.add([offered])
    await settle()
    button('No, thanks').click()
    await settle()
    wire.add([{ type: 'serverSaid', kind: 'offerDeclined', text: 'All right.' }])
    await settle()
    expect([acts(wire).at(-1), button('No, thanks')]).toEqual([{ type: 'answerOffer', offer: 2, accept: false }, undefined])
  })

  it('stands until the visitor goes on, and takes the place of a second way to a person', async () => {
    const { wire, button, write, press } = await talking()
    wire.add([{ type: 'botSaid', text: 'By card.', sources: [], answers: 1, mode: 'quote' }])
    await settle()
    button('No').click()
    wire.add([offered])
    await settle()
    expect([button('Talk to a person'), button('No, thanks') !== undefined]).toEqual([undefined, true])
    write('What about the other thing?')
    press('Enter')
    await settle()
    expect(button('No, thanks')).toBeUndefined()
  })

  it('keeps the focus in the panel when its button is gone', async () => {
    const { wire, button, root } = await talking()
    wire.add([offered])
    await settle()
    button('No, thanks').focus()
    button('No, thanks').click()
    await settle()
    expect(root.activeElement?.className).toBe('log')
  })
})

describe('a question back', () => {
  it('[H13] is answered by what was meant', async () => {
    const { wire, button, text } = await talking()
    wire.add([asked])
    await settle()
    button('By bill?').click()
    await settle()
    expect(acts(wire).at(-1)).toEqual({ type: 'choose', asked: 2, choice: 1 })
    expect([text().includes('You: By bill?'), button('By card?')]).toEqual([true, undefined])
  })

  it('[H13] or by none of these', async () => {
    const { wire, button, text } = await talking()
    wire.add([asked])
    await settle()
    button('None of these, talk to a person').click()
    await settle()
    expect([acts(wire).at(-1), text().includes('You: None of these')]).toEqual([{ type: 'choose', asked: 2, choice: null }, true])
  })

  it('is read with what could have been meant when the visitor has gone on', async () => {
    const { wire, button, root, write, press } = await talking()
    wire.add([asked])
    await settle()
    write('Something else')
    press('Enter')
    await settle()
    expect(button('By bill?')).toBeUndefined()
    expect([...root.querySelectorAll('.bubble li')].map(({ textContent }) => textContent)).toEqual(['By card?', 'By bill?'])
  })

  it('without choices is a line of the bot’s', async () => {
    const { wire, text, root } = await talking()
    wire.add([{ ...asked, text: 'Could you say it in other words?', choices: [] } as VisitorFact])
    await settle()
    expect([text().includes('in other words?'), root.querySelector('.asks')]).toEqual([true, null])
  })
})

describe('an answer that is being written', () => {
  const bubbles = (root: ShadowRoot) => [...root.querySelectorAll('.say .bubble')]

  it('grows where it will stand, and is not drawn again when it is whole', async () => {
    const { wire, root, find } = await talking()
    wire.tell({ t: 'draft', draft: 'd1', offset: 0, text: 'By card.' })
    await settle()
    const bubble = bubbles(root).at(-1)
    expect([bubble?.textContent, find('.dots')]).toEqual(['By card.', null])
    wire.tell({ t: 'draft', draft: 'd1', offset: 8, text: ' Or by bill.' })
    await settle()
    wire.add([{ type: 'botSaid', text: 'By card. Or by bill.', sources: [], answers: 1, mode: 'model' }])
    await settle()
    expect([bubbles(root).at(-1) === bubble, bubble?.textContent, bubbles(root).length]).toEqual([true, 'By card. Or by bill.', 2])
  })

  it('[H14] stands above whoever took over, as far as it was shown', async () => {
    const { wire, root } = await talking()
    wire.tell({ t: 'draft', draft: 'd1', offset: 0, text: 'By card.' })
    wire.add([
      { type: 'accepted', ...ada, how: 'wrote', team: 't' },
      { type: 'agentSaid', ...ada, text: 'Ada here.' },
    ])
    await settle()
    const shown = () =>
      bubbles(root)
        .map(({ textContent }) => textContent)
        .slice(1)
    expect(shown()).toEqual(['By card.', 'Ada here.'])
    wire.add([{ type: 'answerCut', answers: 1, draft: 'd1', text: 'By card.' }])
    await settle()
    expect(shown()).toEqual(['By card.', 'Ada here.'])
  })

  it('gives way to another one, and to none', async () => {
    const { wire, root } = await talking()
    wire.tell({ t: 'draft', draft: 'd1', offset: 0, text: 'By ca' })
    wire.tell({ t: 'draft', draft: 'd2', offset: 0, text: 'By bill.' })
    await settle()
    expect(bubbles(root).at(-1)?.textContent).toBe('By bill.')
    wire.tell({ t: 'draft', draft: 'd2', offset: 0, text: '' })
    await settle()
    expect(bubbles(root).some(({ textContent }) => textContent === 'By bill.')).toBe(false)
    wire.tell({ t: 'draft', draft: 'd3', offset: 40, text: ' and so on.' })
    await settle()
    expect(bubbles(root).some(({ textContent }) => textContent === ' and so on.')).toBe(false)
  })
})

describe('the end', () => {
  it('asks once whether it was solved; who says no finds a person', async () => {
    const { wire, button, text } = await talking()
    wire.add([{ type: 'closed', ...ada }])
    await settle()
    expect(text()).toContain('Was this solved?')
    button('No').click()
    await settle()
    expect(acts(wire).at(-1)).toEqual({ type: 'judge', solved: false })
    expect([text().includes('Was this solved?'), text().includes('You said: not solved')]).toEqual([false, true])
    button('Talk to a person').click()
    await settle()
    expect(acts(wire).at(-1)?.type).toBe('ask')
  })

  it('[H16] is said where nobody wrote any more', async () => {
    const { wire, text, button } = await talking()
    wire.add([{ type: 'wentQuiet' }])
    await settle()
    expect(text()).toContain('nobody has written for a while')
    button('Yes').click()
    await settle()
    expect([text().includes('You said: solved'), text().includes('Was this solved?')]).toEqual([true, false])
  })
})

describe('a line', () => {
  it('carries the language of the browser', async () => {
    const { wire } = await talking()
    expect(acts(wire)[0]).toMatchObject({ type: 'say', language: 'en' })
  })
})
