import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Asked, isConfirmation, isFollowUp, sameQuestion } from './repeats.ts'

/** A normed vector that points to the given angle: the cosine of two is that of the angle between them. */
const vector = (angle: number) => new Float32Array([Math.cos(angle), Math.sin(angle)])
const about = (text: string, angle: number, ...found: string[]): Asked => ({ text, vector: vector(angle), found })

const shipping = about('When will my parcel arrive?', 0, 'delivery', 'tracking')

describe('asked again', () => {
  it('in other words, where the same entry is found and the meaning is near', () => {
    expect(sameQuestion(shipping, about('how long until I get my order', 0.6, 'delivery', 'tracking'))).toBeGreaterThan(0.5)
  })
  it('in the very same words, whatever is found', () => {
    expect(sameQuestion(shipping, about('when will my parcel arrive', 1.5, 'returns'))).toBe(1)
  })
  it('by meaning alone where nothing is found, only if it is plain', () => {
    const [a, near, far] = [about('Do you repair zips?', 0), about('Is mending a zip possible?', 0.3), about('Do you sell zips?', 0.9)]
    expect(sameQuestion(a, near)).toBeGreaterThan(0.5)
    expect(sameQuestion(a, far)).toBeLessThan(0.5)
  })
  it('by words and entries where no encoder knows the language', () => {
    const a = { text: 'Wann kommt mein Paket an?', vector: null, found: ['delivery'] }
    expect(sameQuestion(a, { text: 'Mein Paket, wann kommt das an', vector: null, found: ['delivery'] })).toBeGreaterThan(0.5)
    expect(sameQuestion(a, { text: 'Kann ich bar zahlen?', vector: null, found: ['payment'] })).toBeLessThan(0.5)
  })
})

describe('not asked again', () => {
  it.each([
    ['another matter', about('Can I pay by card?', 1.4, 'payment')],
    ['a follow-up', about('And for Austria?', 0.1, 'delivery')],
    ['a confirmation', about('ok thanks', 0.1, 'delivery')],
    ['a quotation', about('You said the parcel arrives on Monday, is that certain?', 0.1, 'delivery')],
  ])('%s', (_what, later) => expect(sameQuestion(shipping, later)).toBeLessThan(0.5))

  it('about another country or number', () => {
    const norway = about('Do you ship to Norway?', 0, 'countries')
    expect(sameQuestion(norway, about('Do you ship to Austria?', 0.5, 'countries'))).toBeLessThan(0.5)
    expect(sameQuestion(about('Where is order 4711?', 0, 'tracking'), about('Where is order 4712?', 0.3, 'tracking'))).toBeLessThan(0.5)
    expect(sameQuestion(norway, about('Is shipping to Norway possible?', 0.5, 'countries'))).toBeGreaterThan(0.5)
  })
})

it.each(['ok', 'Yes, thanks!', 'great', 'alles klar', 'merci', 'got it, thank you very much'])('"%s" only confirms', (line) =>
  expect(isConfirmation(line)).toBe(true),
)
it.each(['where is my order', 'yes I am new', 'thanks, but where is it?'])('"%s" does more than confirm', (line) =>
  expect(isConfirmation(line)).toBe(false),
)
it.each([
  'and for Austria?',
  'ok and what about returns',
  'What if it is late?',
  'you said 30 days',
  '> 30 days\nreally?',
  'und für die Schweiz?',
])('"%s" goes on', (line) => expect(isFollowUp(line)).toBe(true))
it.each(['how do I return it', 'where is my order and my invoice', 'I need a refund'])('"%s" does not go on', (line) =>
  expect(isFollowUp(line)).toBe(false),
)

it('takes any two lines, and says 0 to 1', { timeout: 30_000 }, () => {
  const asked = fc.record({
    text: fc.string({ unit: 'binary', maxLength: 80 }),
    vector: fc.option(fc.float32Array({ minLength: 2, maxLength: 3 })),
    found: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 }),
    scores: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 7 }),
  })
  fc.assert(
    fc.property(asked, asked, (a, b) => {
      const score = sameQuestion(a, b)
      expect(score >= 0 && score <= 1).toBe(true)
    }),
  )
})
