import { describe, expect, it } from 'vitest'
import { mask } from './mask.ts'

describe('mask', () => {
  it.each([
    ['Write to mara.lind+x@example.co.uk, please.', 'Write to [e-mail], please.'],
    ['Your order FW-20391 left today.', 'Your order [number] left today.'],
    ['Order 4711882 and #A-17.', 'Order [number] and [number].'],
    ['I rang you at +49 170 1234567.', 'I rang you at [number].'],
    ['Paid from DE89 3704 0044 0532 0130 00 yesterday.', 'Paid from [number] yesterday.'],
    ['Card 4111 1111 1111 1111 it was.', 'Card [number] it was.'],
    ['See https://shop.example/track?order=88&mail=a for it.', 'See https://shop.example/track for it.'],
  ])('takes out what belongs to one person: %s', (text, masked) => {
    const result = mask(text)
    expect(result.text).toBe(masked)
    expect(result.masked).toBeGreaterThan(0)
  })

  it.each([
    'Delivery takes 2 to 4 days and costs 4.90 €.',
    'We are open on 24.12.2026 from 9 to 12.',
    'Returns within 30 days: https://shop.example/returns.',
    'The ISO 9001 label is on all of the Kar 35 packs.',
    'It holds 1,500 litres, or 12.500 ml.',
  ])('leaves what is true for everybody: %s', (text) => {
    expect(mask(text)).toEqual({ text, masked: 0 })
  })

  it('takes out names, whole and in parts, but no words that only begin so', () => {
    expect(mask('Mara’s parcel, dear Mara Lind, is in Maralinga.', ['Mara Lind'])).toEqual({
      text: '[name] parcel, dear [name], is in Maralinga.',
      masked: 2,
    })
  })

  it('takes odd names as they are, and long texts in their stride', () => {
    expect(mask('Hello (x) and a.*b!', ['(x)', 'a.*b']).text).toBe('Hello [name] and [name]!')
    for (const odd of ['1 '.repeat(2_000), 'a-'.repeat(2_000), '@'.repeat(4_000), '#'.repeat(4_000), `${'a.'.repeat(2_000)}@`])
      expect(mask(odd).text.length).toBeLessThanOrEqual(odd.length * 2)
  })
})
