import { describe, expect, it } from 'vitest'
import { centreOf, type Group, groupFor, likeness, type Meant, weighing, wordsIn } from './likeness.ts'

const even = () => 1
const inWords = (text: string): Meant => ({ encoder: null, vector: null, words: wordsIn(text) })
const group = (...texts: string[]): Group => ({ encoder: null, centre: null, words: texts.map(wordsIn) })

describe('by words alone', () => {
  it('puts together what is asked in almost the same words, inflected or not', () => {
    const [repairs, delivery] = [group('Do you repair tents?', 'repairing a torn tent'), group('How long does delivery take?')]
    expect(groupFor(inWords('can you repair my tent'), [delivery, repairs], even)).toBe(repairs)
    expect(groupFor(inWords('delivery takes how long'), [delivery, repairs], even)).toBe(delivery)
    expect(groupFor(inWords('do you sell gift cards'), [delivery, repairs], even)).toBeNull()
  })

  it('counts words less that every question has', () => {
    const questions = ['my card is lost', 'my card is broken', 'my card is late', 'my card has expired'].map(wordsIn)
    const weigh = weighing(questions)
    expect(weigh('card')).toBeLessThan(weigh('lost'))
    expect(groupFor(inWords('my card is lost'), [group('my card is broken')], weigh)).toBeNull()
  })

  it('finds nothing alike in texts without words', () => {
    expect(groupFor(inWords('???'), [group('!!!')], even)).toBeNull()
  })
})

describe('by meaning', () => {
  const meant = (x: number, y: number, words: string, encoder = 'one'): Meant => ({
    encoder,
    vector: Float32Array.of(x, y),
    words: wordsIn(words),
  })
  const about: Group = { encoder: 'one', centre: Float32Array.of(1, 0), words: [wordsIn('refund')] }

  it('takes other words for the same thing, as far as they are meant so', () => {
    expect(likeness(meant(1, 0, 'refund'), about, even)).toBeGreaterThan(1)
    expect(likeness(meant(0.6, 0.8, 'money back'), about, even)).toBeLessThan(1)
  })

  it('does not compare vectors of two encoders', () => {
    expect(likeness(meant(1, 0, 'other', 'two'), about, even)).toBe(0)
  })

  it('has the middle of all for what they mean together', () => {
    const centre = centreOf([Float32Array.of(1, 0), Float32Array.of(0, 1)])
    expect(centre?.[0]).toBeCloseTo(Math.SQRT1_2)
    expect(centreOf([])).toBeNull()
  })
})
