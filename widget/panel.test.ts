import type { VisitorFact } from '@baton/contracts/facts.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { acts, freshPage, leavePage, page, settle, talking } from './testing/page.ts'
import { Wire } from './testing/wire.ts'

const ada = { agent: 'a', name: 'Ada Okafor' }
const connecting: VisitorFact[] = [
  { type: 'escalated', team: 't' },
  { type: 'serverSaid', kind: 'connecting', text: 'I’m connecting you.' },
]
const answer: VisitorFact = { type: 'botSaid', text: 'By card.', sources: [], answers: 1, mode: 'quote' }

beforeEach(freshPage)
afterEach(leavePage)

describe('the panel', () => {
  it('opens with the focus in its field, and gives it back', async () => {
    const { baton, root, launcher, find, press, heard } = page(new Wire())
    launcher.focus()
    baton('toggle')
    await settle()
    expect(find('.panel')?.getAttribute('aria-label')).toBe('Chat with Fernweh')
    expect([root.activeElement?.tagName, launcher.ariaExpanded, launcher.ariaLabel]).toEqual(['TEXTAREA', 'true', 'Close chat'])
    press('Escape')
    await settle()
    expect([find('.panel'), root.activeElement, launcher.ariaLabel]).toEqual([null, launcher, 'Open chat'])
    expect(heard).toEqual([
      ['open', undefined],
      ['close', undefined],
    ])
  })

  it('is open again on the next page, and leaves the focus where it is', async () => {
    const wire = new Wire()
    const before = page(wire)
    before.baton('open')
    before.leave()
    const next = page(wire)
    await settle()
    expect([next.find('.panel') !== null, next.root.activeElement]).toEqual([true, null])
  })

  it('sends with Enter, not in the middle of a word that is being composed, nor with Shift', async () => {
    const { wire, write, press, find, text } = await talking()
    expect(text()).toContain('Hello')
    write('two lines')
    press('Enter', { shiftKey: true })
    press('Enter', { isComposing: true })
    await settle()
    expect([wire.lines(), find<HTMLTextAreaElement>('textarea')?.value]).toEqual([['Hello'], 'two lines'])
    press('Enter')
    await settle()
    expect([wire.lines(), find<HTMLTextAreaElement>('textarea')?.value]).toEqual([['Hello', 'two lines'], ''])
  })

  it('holds a line that is too long, and says how much', async () => {
    const { wire, write, press, text, button } = await talking()
    write('x'.repeat(4_005))
    press('Enter')
    await settle()
    expect([wire.lines().length, button('Send').disabled, text().includes('-5 characters left')]).toEqual([1, true, true])
  })

  it('keeps what was being written over a reload', async () => {
    const { wire, write, leave } = await talking()
    write('half a sen')
    leave()
    const next = page(wire)
    await settle()
    expect(next.find<HTMLTextAreaElement>('textarea')?.value).toBe('half a sen')
  })

  it('forgets it with the visitor', async () => {
    const { baton, write, find, text } = await talking()
    write('half a sen')
    baton('identify', { name: 'Vera' })
    await settle()
    expect(find<HTMLTextAreaElement>('textarea')?.value).toBe('half a sen')
    baton('reset')
    await settle()
    expect([find<HTMLTextAreaElement>('textarea')?.value, text().includes('You: Hello')]).toEqual(['', false])
  })

  it('puts a refused line before what has been written since, with the reason', async () => {
    const { wire, write, press, find } = await talking()
    wire.refusing = { refusal: { no: 'forbidden' }, sentence: 'Not on this site.' }
    write('refused')
    press('Enter')
    write('since')
    await settle()
    expect(find('[role=alert]')?.textContent).toBe('Not on this site.')
    expect(find<HTMLTextAreaElement>('textarea')?.value).toBe('refused\nsince')
  })

  it('keeps keys to itself', () => {
    const { baton, press } = page(new Wire())
    const shortcut = vi.fn()
    document.addEventListener('keydown', shortcut)
    baton('open')
    press('s')
    document.removeEventListener('keydown', shortcut)
    expect(shortcut).not.toHaveBeenCalled()
  })

  it('counts what was not seen, and tells what was', async () => {
    const { wire, baton, badge, launcher, heard } = await talking()
    await settle(1_100)
    baton('close')
    wire.add([answer, answer])
    await settle()
    expect([badge.textContent, launcher.ariaLabel, heard.at(-1)]).toEqual(['2', 'Open chat, 2 unread', ['unread', 2]])
    baton('open')
    await settle(900)
    expect([badge.textContent, wire.seen.visitor]).toEqual(['', 1])
    await settle(200)
    expect(wire.seen.visitor).toBe(3)
  })

  it('has seen nothing while its tab is hidden', async () => {
    const { wire, heard } = await talking()
    await settle(2_000)
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    wire.add([answer])
    await settle(5_000)
    expect([wire.seen.visitor, heard.at(-1)]).toEqual([1, ['unread', 1]])
  })

  it('warns a page that asks for what is not there', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    page(new Wire()).baton('explode')
    expect(warn).toHaveBeenCalledOnce()
  })
})

describe('the menu', () => {
  it('is walked with the arrows, and closes back to its button', async () => {
    const { button, press, root, find } = await talking()
    button('Menu').click()
    await settle()
    const focused = () => root.activeElement?.textContent
    expect(focused()).toContain('Talk to a person')
    press('ArrowUp')
    expect(focused()).toBe('Sound off')
    press('ArrowDown')
    press('End')
    expect(focused()).toBe('Sound off')
    press('Escape')
    await settle()
    expect([find('.menu'), root.activeElement?.getAttribute('aria-label'), find('.panel') !== null]).toEqual([null, 'Menu', true])
  })

  it('asks for a person, once', async () => {
    const { wire, button, find, text, heard } = await talking()
    const ask = async () => {
      button('Menu').click()
      await settle()
      find('[role=menuitem]')?.click()
      await settle()
    }
    await ask()
    wire.add(connecting)
    await settle()
    await ask()
    expect(acts(wire).filter(({ type }) => type === 'ask')).toHaveLength(1)
    expect(text()).toContain('You’re connected soon')
    expect(heard).toContainEqual(['escalated', undefined])
  })

  it('remembers that sound is off', async () => {
    const { wire, button, leave } = await talking()
    button('Menu').click()
    await settle()
    button('Sound off').click()
    leave()
    const next = page(wire)
    await settle()
    next.button('Menu').click()
    await settle()
    expect(next.button('Sound on')).toBeDefined()
  })
})

describe('the header', () => {
  it('says when a closed team is back, in the visitor’s own time', async () => {
    const { wire, text } = await talking()
    const opensAt = new Date(Date.now() + 3 * 86_400_000).setHours(9, 0, 0, 0)
    wire.tell({ t: 'people', people: { online: false, names: [], open: false, opensAt } })
    await settle()
    expect(text()).toMatch(new RegExp(`Back ${new Intl.DateTimeFormat('en', { weekday: 'long' }).format(opensAt)} 0?9:00`))
    wire.tell({ t: 'people', people: { online: false, names: [], open: false, opensAt: null } })
    await settle()
    expect(text()).toContain('The bot is here, people are away')
  })

  const looks = (wire: Wire) => wire.calls.filter((call) => call.endsWith('/face')).length

  it('[A5] follows who is there before anything was said, while somebody looks, and no longer', async () => {
    const wire = new Wire()
    const { baton, text } = page(wire)
    wire.people = { online: false, names: [] }
    baton('open')
    await settle()
    expect(text()).toContain('people are away')
    wire.people = { online: true, names: ['Ada'] }
    await settle(40_000)
    expect(text()).toContain('Ada online')
    const asked = looks(wire)
    baton('close')
    await settle(600_000)
    expect(looks(wire)).toBe(asked)
    baton('open')
    await settle()
    expect([looks(wire), wire.sockets.length, wire.visitors]).toEqual([asked + 1, 0, 0])
  })

  it('[A5] asks when the instant has passed that it was told, and not again and again where this clock is ahead', async () => {
    const wire = new Wire()
    const { baton, text } = page(wire)
    wire.people = { online: false, names: [], open: false, opensAt: Date.now() + 10_000 }
    baton('open')
    await settle(9_000)
    expect([text().includes('Back'), looks(wire)]).toEqual([true, 1])
    await settle(6_000)
    expect(looks(wire)).toBe(2)
    await settle(15_000)
    expect(looks(wire)).toBe(2)
    wire.people = { online: true, names: ['Ada'], open: true, opensAt: null }
    await settle(30_000)
    expect(text()).toContain('Ada online')
  })

  it('asks nothing behind another tab, and at once when it is looked at again', async () => {
    const wire = new Wire()
    const { baton } = page(wire)
    baton('open')
    await settle()
    const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await settle(600_000)
    expect(looks(wire)).toBe(1)
    visible.mockReturnValue('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect(looks(wire)).toBe(2)
  })

  it('leaves it to the connection once there is one', async () => {
    const { wire } = await talking()
    const asked = looks(wire)
    await settle(120_000)
    expect(looks(wire)).toBe(asked)
  })
})

describe('a card', () => {
  const submit = (form: HTMLElement | null) => form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))

  it('counts the wait, and takes name and e-mail once', async () => {
    const { wire, text, find, root, write } = await talking()
    wire.add(connecting)
    await settle(65_000)
    expect(text()).toMatch(/You have waited 1:0[45]\./)
    write('Vera', '[name=name]')
    write('nonsense', '[name=email]')
    submit(find('.card form'))
    await settle()
    expect(find('.card [role=alert]')?.textContent).toContain('no e-mail address')
    write('vera@a.example', '[name=email]')
    submit(find('.card form'))
    await settle()
    expect(acts(wire).at(-1)).toEqual({ type: 'give', name: 'Vera', email: 'vera@a.example' })
    expect([root.querySelector('.card form'), text().includes('We know you as Vera, vera@a.example')]).toEqual([null, true])
  })

  it('says the place in the line, why it grew, and how long it usually takes, or that this can’t be said', async () => {
    const { wire, text } = await talking()
    wire.add(connecting)
    await settle()
    expect(text()).not.toContain('You are number')
    wire.tell({ t: 'waiting', place: 2, of: 5, range: null })
    await settle()
    expect(text()).toContain('You are number 2 of 5.')
    expect(text()).toContain('We can’t say yet how long it takes')
    wire.tell({ t: 'waiting', place: 3, of: 6, range: { from: 60_000, to: 240_000 }, reason: 'urgent' })
    await settle()
    expect(text()).toContain('You are number 3 of 6. Somebody more urgent was put first.')
    expect(text()).toContain('Usually 1–4 minutes')
    wire.tell({ t: 'waiting', place: null })
    await settle()
    expect(text()).not.toMatch(/You are number|Usually/)
  })

  it('can be left: the form, and the wait', async () => {
    const { wire, button, find } = await talking()
    wire.add(connecting)
    await settle()
    button('Skip').click()
    await settle()
    expect(find('.card form')).toBeNull()
    button('Go on with the bot').click()
    await settle()
    expect([acts(wire).at(-1), find('.card')]).toEqual([{ type: 'stopWaiting', instead: 'bot' }, null])
  })

  it('promises a time, and asks where to answer until it knows', async () => {
    const { wire, text, find, button, write } = await talking()
    wire.add([...connecting, { type: 'promised', due: Date.now() + 3 * 86_400_000, team: 't' }])
    await settle()
    expect(text()).toMatch(/An answer by \w+day /)
    write('vera@a.example', '[name=email]')
    submit(find('.card form'))
    await settle()
    expect(text()).toContain('here and at vera@a.example')
    button('Use another e-mail').click()
    await settle()
    expect(find('.card form')).not.toBeNull()
    vi.setSystemTime(Date.now() + 4 * 86_400_000)
    await settle(2_000)
    expect(text()).toContain('Your answer is late')
  })
})

describe('what is said', () => {
  it('shows who has the conversation, and that they write', async () => {
    const { wire, find, text } = await talking()
    wire.add([...connecting, { type: 'accepted', ...ada, how: 'accepted', team: 't' }])
    wire.tell({ t: 'typing', name: 'Ada Okafor' })
    await settle()
    expect(find('h2')?.textContent).toBe('Ada Okafor')
    expect(text()).toContain('Ada has joined')
    expect(find('.dots')?.textContent).toContain('Ada is writing')
    await settle(5_000)
    expect(find('.dots')).toBeNull()
  })

  it('shows the bot writing until it answers, or for 25 s', async () => {
    const { wire, find, write, press } = await talking()
    expect(find('.dots')).not.toBeNull()
    await settle(26_000)
    expect(find('.dots')).toBeNull()
    write('again')
    press('Enter')
    await settle()
    expect(find('.dots')).not.toBeNull()
    wire.add([{ ...answer, answers: 2 } as VisitorFact])
    await settle()
    expect(find('.dots')).toBeNull()
  })

  it('asks whether the latest answer helped, and offers a person where it did not', async () => {
    const { wire, button, text } = await talking()
    wire.add([answer])
    await settle()
    button('No').click()
    await settle()
    expect(acts(wire).at(-1)).toEqual({ type: 'rate', answer: 2, helpful: false })
    expect([button('No'), text().includes('Thank you')]).toEqual([undefined, true])
    button('Talk to a person').click()
    await settle()
    expect(acts(wire).at(-1)?.type).toBe('ask')
  })

  it('says when there is no connection, and when only a reload helps', async () => {
    const { wire, text } = await talking()
    wire.up = false
    wire.cut()
    await settle(5_000)
    expect(text()).toContain('No connection.')
    wire.up = true
    await settle(20_000)
    expect(text()).not.toContain('No connection.')
    wire.tell({ t: 'reload' })
    await settle()
    expect(text()).toContain('There is a newer version.')
  })
})
