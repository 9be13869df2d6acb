import { describe, expect, it } from 'vitest'
import { blocksOfText, splitBlocks } from './split.ts'

const sentence = 'The quick brown fox jumps over the lazy dog near the river bank. '
const words = (text: string) => text.split(/\s+/).filter(Boolean)

describe('headings in pasted text', () => {
  it('keeps the path of markdown headings', () => {
    const blocks = blocksOfText(
      '# Shipping\nIntro.\n## Abroad\nWe ship to Norway.\n## Costs\nFree above 80 euros.\n# Returns\nWithin 30 days.',
    )
    expect(blocks).toEqual([
      { heading: ['Shipping'], text: 'Intro.' },
      { heading: ['Shipping', 'Abroad'], text: 'We ship to Norway.' },
      { heading: ['Shipping', 'Costs'], text: 'Free above 80 euros.' },
      { heading: ['Returns'], text: 'Within 30 days.' },
    ])
  })

  it('reads underlined lines and short lines above a paragraph', () => {
    const text =
      'Opening hours\n=====\nWe open at nine.\n\nOn public holidays\nThe shop stays closed on all public holidays in Hamburg, as does the phone.'
    expect(blocksOfText(text).map(({ heading }) => heading)).toEqual([['Opening hours'], ['Opening hours', 'On public holidays']])
  })

  it('takes a list for what it is', () => {
    expect(blocksOfText('We sell:\nTents\nStoves\nRopes')).toHaveLength(1)
  })
})

describe('pieces', () => {
  it('are at most about 120 words, lose nothing and keep their heading', () => {
    const text = Array.from({ length: 9 }, (_, i) => `Paragraph ${i}. ${sentence.repeat(i + 1)}`).join('\n\n')
    const pieces = splitBlocks([{ heading: ['A', 'B'], text }])
    for (const piece of pieces) {
      expect(words(piece.text).length).toBeLessThanOrEqual(120)
      expect(piece.heading).toEqual(['A', 'B'])
    }
    expect(words(pieces.map((piece) => piece.text).join(' '))).toEqual(words(text))
  })

  it.each([
    ['without sentences', 'word '.repeat(2_000)],
    ['without spaces', 'x'.repeat(100_000)],
    ['of surrogate pairs', '😀'.repeat(20_000)],
    ['of line breaks', 'a\n'.repeat(50_000)],
  ])('stay small for a text %s', (_name, text) => {
    const pieces = splitBlocks([{ heading: [], text }])
    for (const piece of pieces) {
      expect(piece.text.length).toBeLessThanOrEqual(1_600)
      expect(piece.text.isWellFormed()).toBe(true)
    }
  })
})
