import { describe, expect, it } from 'vitest'
import { brandOf } from './brand.ts'

const numbers = (colour: string) => (colour.match(/-?[\d.]+/g) ?? []).map(Number)

/** Relative luminance (WCAG 2.2) of an OKLCH colour, clipped to sRGB. */
function luminance(colour: string): number {
  const [l = 0, c = 0, h = 0] = numbers(colour)
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)]
  const L = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const M = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const S = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (v: number) => Math.min(1, Math.max(0, v))
  const red = clip(4.0767416621 * L - 3.3077115913 * M + 0.2309699292 * S)
  const green = clip(-1.2684380046 * L + 2.6097574011 * M - 0.3413193965 * S)
  const blue = clip(-0.0041960863 * L - 0.7034186147 * M + 1.707614701 * S)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

describe('the brand', () => {
  it('is the owner’s colour', () => {
    const { h, c, brand } = brandOf('#3b5bdb')
    expect(h + 360).toBeCloseTo(268, 0)
    expect(c).toBeCloseTo(0.19, 1)
    expect(numbers(brand)[0]).toBeCloseTo(0.5, 1)
  })

  it('has text on it that can be read, whatever the colour', () => {
    const steps = ['00', '33', '66', '99', 'cc', 'ff']
    for (const r of steps)
      for (const g of steps)
        for (const b of steps) {
          const { brand, on } = brandOf(`#${r}${g}${b}`)
          expect(contrast(brand, on), `#${r}${g}${b}`).toBeGreaterThanOrEqual(4.5)
        }
  })
})
