import { describe, expect, it } from 'vitest'
import { type Group, groupFor, likeness, type Meant, unusual, usualOf, weighing, withTellingChunks, wordsIn } from './likeness.ts'

const even = () => 1
const inWords = (text: string, chunk: string | null = null): Meant => ({ encoder: null, vector: null, words: wordsIn(text), chunk })
const group = (...texts: string[]): Group => ({ members: texts.map((text) => inWords(text)) })

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
    chunk: null,
  })
  const about: Group = { members: [meant(1, 0, 'refund')] }

  it('takes other words for the same thing, as far as they are meant so', () => {
    expect(groupFor(meant(0.95, 0.31, 'money back'), [about], even)).toBe(about)
    expect(groupFor(meant(0.3, 0.95, 'money back'), [about], even)).toBeNull()
  })

  it('asks all of a group, not the likest alone', () => {
    const mixed: Group = { members: [meant(1, 0, 'refund'), meant(-1, 0, 'tents'), meant(0, -1, 'canoes')] }
    const one = meant(0.95, 0.31, 'money back')
    expect(likeness(one, mixed, even)).toBeLessThan(likeness(one, about, even) / 2)
  })

  it('does not compare vectors of two encoders', () => {
    expect(likeness(meant(1, 0, 'other', 'two'), about, even)).toBeLessThan(0.1)
  })

  it('is what differs from the usual, once there is enough to say what that is', () => {
    const usual = usualOf(Array.from({ length: 8 }, () => Float32Array.of(0.8, 0.6)))
    expect(usual?.[0]).toBeCloseTo(0.8)
    expect([...unusual(Float32Array.of(1, 0), usual as Float32Array)].map(Math.sign)).toEqual([1, -1])
    expect(usualOf([Float32Array.of(1, 0)])).toBeNull()
  })
})

describe('the chunk nearest to both', () => {
  it('speaks for two questions being one, unless few chunks are nearest to all', () => {
    const [a, b] = [inWords('a parcel to Vienna', 'abroad'), inWords('is a parcel abroad expensive', 'abroad')]
    expect(groupFor(a, [{ members: [b] }], even)).not.toBeNull()
    expect(groupFor({ ...a, chunk: null }, [{ members: [b] }], even)).toBeNull()
    const few = withTellingChunks([a, b, inWords('gift cards', 'abroad')])
    expect(few.map(({ chunk }) => chunk)).toEqual([null, null, null])
    const many = withTellingChunks([a, b, ...Array.from({ length: 3 }, (_, i) => inWords('other', `${i}`))])
    expect(many[0]?.chunk).toBe('abroad')
  })
})
