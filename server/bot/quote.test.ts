import { sentencesOf } from '@baton/core/sentences.ts'
import { describe, expect, it } from 'vitest'
import { quote } from './quote.ts'

const reader = {
  stems: {
    of: (word: string) =>
      ['the', 'a', 'is', 'of', 'it', 'how', 'do', 'and', 'what', 'does', 'i', 'my', 'to'].includes(word)
        ? null
        : word.replace(/(?:s|ing|ed)$/, ''),
  },
} as Parameters<typeof quote>[2]

const text = [
  'Our workshop is in Freiburg. It was founded in 1987 by two sisters who loved the mountains and wanted to keep things alive for longer than a season.',
  'Zips cost 25 euros. Seams cost 15 euros. A repair takes about two weeks, and you are told when it is done.',
  'We are closed in January. Send a photo first. Parcels without a number are sent back to you unopened, because nobody can tell whose they are or what is wrong.',
].join('\n')

describe('quoting', () => {
  it('takes the run of sentences that says most, as it stands in the text', () => {
    const quoted = quote(text, 'how long does a repair of seams take and what does it cost', reader)
    expect(text).toContain(quoted)
    expect(quoted).toContain('Seams cost 15 euros. A repair takes about two weeks')
    expect(quoted).not.toContain('1987')
  })

  it('quotes a short text whole', () => {
    expect(quote('  Closed on Sundays. Open else. ', 'when', reader)).toBe('Closed on Sundays. Open else.')
  })

  it('begins with the first sentence when none says anything', () => {
    expect(text.startsWith(quote(text, 'zebra', reader))).toBe(true)
  })

  it('looks where the line before was about, when the question says little', () => {
    expect(quote(text, 'what does it say', reader)).not.toContain('Parcels')
    expect(quote(text, 'what does it say', reader, 'sending parcels')).toContain('Parcels')
  })

  it('ends soon when there are very many sentences', () => {
    expect(quote('One more of them here. '.repeat(2_000), 'more', reader).split(/\s+/).length).toBeLessThanOrEqual(80)
  })
})

describe('sentences', () => {
  it.each([
    ['Open till 6 p.m. Closed on Sundays.', ['Open till 6 p.m. Closed on Sundays.']],
    ['It costs approx. 30 euros. That is all.', ['It costs approx. 30 euros.', 'That is all.']],
    ['Version 2.0 is out! “Really?” Yes.', ['Version 2.0 is out!', '“Really?”', 'Yes.']],
    ['• One\n• Two', ['• One', '• Two']],
    ['', []],
  ])('of %j', (given, expected) => {
    expect(sentencesOf(given).map((one) => one.text)).toEqual(expected)
  })

  it('lose nothing of the text', () => {
    const places = sentencesOf(text)
    expect(places.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
  })
})
