import { describe, expect, it } from 'vitest'
import { agentAct, visitorAct } from './acts.ts'
import { cause } from './ids.ts'
import { clean, email, limits, line, name, note, page } from './text.ts'

describe('text that comes from outside', () => {
  it.each([
    ['a NUL', 'a\u0000b', 'ab'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
    ['the other half', '\udc4da', '\ufffda'],
    ['a whole one', 'a👍', 'a👍'],
    ['many languages', 'שלום مرحبا 你好', 'שלום مرحبا 你好'],
  ])('%s is stored as jsonb can take it', (_, given, stored) => {
    expect(clean(given)).toBe(stored)
    expect(line.parse(given)).toBe(stored)
    expect(() => JSON.parse(JSON.stringify(line.parse(given)))).not.toThrow()
  })

  it('a line is 1 to 4,000 characters, and keeps its layout', () => {
    expect(line.parse('  two\n  lines ')).toBe('  two\n  lines ')
    expect(line.safeParse('x'.repeat(limits.line)).success).toBe(true)
    for (const refused of ['', ' \n\t', '\u0000', 'x'.repeat(limits.line + 1), 4, null]) expect(line.safeParse(refused).success).toBe(false)
  })

  it('a note likewise, a name is trimmed', () => {
    expect(note.safeParse(' ').success).toBe(false)
    expect(name.parse('  Vera\u0000 ')).toBe('Vera')
    expect(name.safeParse('x'.repeat(limits.name + 1)).success).toBe(false)
  })

  it.each(['vera@northpeak.example', 'v.e-r+a@sub.northpeak.example'])('%s is an e-mail', (good) => {
    expect(email.parse(good)).toBe(good)
  })

  it.each([
    'vera',
    'vera@',
    '@northpeak.example',
    'a b@northpeak.example',
    'vera@northpeak.example\nBcc: all',
    `${'x'.repeat(250)}@n.example`,
  ])('%s is none', (bad) => {
    expect(email.safeParse(bad).success).toBe(false)
  })

  it('a page has an address and a title, each of bounded length', () => {
    expect(page.safeParse({ url: 'x'.repeat(limits.address + 1), title: '' }).success).toBe(false)
    expect(page.parse({ url: 'https://northpeak.example', title: 'Te\u0000nts', more: 1 })).toEqual({
      url: 'https://northpeak.example',
      title: 'Tents',
    })
  })
})

describe('acts', () => {
  it('may leave out what is optional', () => {
    expect(visitorAct.parse({ type: 'say', text: 'Hi' })).toEqual({ type: 'say', text: 'Hi', page: null, language: null })
    expect(visitorAct.parse({ type: 'give' })).toEqual({ type: 'give', name: null, email: null })
    expect(agentAct.parse({ type: 'close', outcome: 'solved' })).toEqual({ type: 'close', outcome: 'solved', why: null })
  })

  it.each([{ type: 'accept' }, { type: 'note', text: 'x' }, { type: 'serverSaid' }, { type: '__proto__' }, {}, null, 'say'])(
    'a visitor has no other acts: %j',
    (act) => {
      expect(visitorAct.safeParse(act).success).toBe(false)
    },
  )

  it('a visitor cannot say that an address is verified', () => {
    expect(visitorAct.parse({ type: 'give', email: 'vera@northpeak.example', verified: true })).not.toHaveProperty('verified')
  })
})

it('a cause is a short plain word of its own', () => {
  for (const good of ['widget:1', 'job:7f.3-a', 'x'.repeat(80)]) expect(cause.safeParse(good).success).toBe(true)
  for (const bad of ['short', 'x'.repeat(81), 'with space', 'quo"te:::', 'new\nline:', 'null\u0000null'])
    expect(cause.safeParse(bad).success).toBe(false)
})
