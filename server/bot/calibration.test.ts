import { describe, expect, test } from 'vitest'
import { fitLine, type Point, straight, surprise, through, worthwhile } from './calibration.ts'

/** A hundred answers at each confidence, of which the share that `truth` says were right. */
function answers(truth: (confidence: number) => number): Point[] {
  const at = [0.1, 0.3, 0.5, 0.7, 0.9]
  return at.flatMap((confidence) =>
    Array.from({ length: 100 }, (_, i) => ({ confidence, right: i < Math.round(100 * truth(confidence)), weight: 1 })),
  )
}

describe('calibration', () => {
  test('a bot that is right more often than it says becomes surer, and the order stays', () => {
    const shy = answers((p) => Math.min(0.98, p + 0.2))
    const line = fitLine(shy)
    expect(through(line, 0.5)).toBeGreaterThan(0.62)
    expect(surprise(shy, line)).toBeLessThan(surprise(shy, straight))
    const said = [0, 0.05, 0.3, 0.6, 0.9, 0.99, 1].map((p) => through(line, p))
    expect(said).toEqual(said.toSorted((a, b) => a - b))
    expect([said[0], said.at(-1)]).toEqual([0, 1])
  })

  test('few points move it little, many move it where they are', () => {
    const wrong = (n: number): Point[] => Array.from({ length: n }, () => ({ confidence: 0.8, right: false, weight: 1 }))
    const [few, many] = [3, 300].map((n) => through(fitLine(wrong(n), straight, 50), 0.8))
    expect(few).toBeGreaterThan(0.7)
    expect(many).toBeLessThan(0.2)
  })

  test('without points it is the prior', () => {
    const prior = { scale: 1.3, shift: -0.4 }
    const line = fitLine([], prior, 50)
    expect(line.scale).toBeCloseTo(1.3, 3)
    expect(line.shift).toBeCloseTo(-0.4, 3)
  })

  test('it is kept only where it says more of what it never saw', () => {
    const parts = (truth: (p: number) => number) => [0, 1, 2, 3, 4].map((k) => answers(truth).filter((_, i) => i % 5 === k))
    expect(worthwhile(parts((p) => Math.min(0.97, p + 0.25)))).not.toBeNull()
    // Noise: what holds in one part is the contrary of the others.
    const noise = [0, 1].map((k): Point[] => Array.from({ length: 40 }, () => ({ confidence: 0.5, right: k === 0, weight: 1 })))
    expect(worthwhile(noise)).toBeNull()
    expect(worthwhile([])).toBeNull()
  })
})
