/**
 * What an owner's colour (`#3b5bdb`) gives: the fill, what is readable on it, and hue and chroma for the panel to derive the rest from.
 * In OKLCH (matrices: Björn Ottosson, "A perceptual color space for image processing", 2020; four decimals are less than one step of
 * 8-bit sRGB). Fills with a lightness between 0.50 and 0.74, where neither black nor white is readable on all hues, are stepped over.
 */
export function brandOf(hex: string): { brand: string; on: string; h: number; c: number } {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const v = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return v < 0.0405 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const l = Math.cbrt(0.4122 * r + 0.5363 * g + 0.0514 * b)
  const m = Math.cbrt(0.2119 * r + 0.6807 * g + 0.1074 * b)
  const s = Math.cbrt(0.0883 * r + 0.2817 * g + 0.63 * b)
  const x = 1.978 * l - 2.4286 * m + 0.4506 * s
  const y = 0.0259 * l + 0.7828 * m - 0.8087 * s
  const light = 0.2105 * l + 0.7936 * m - 0.0041 * s
  const h = (Math.atan2(y, x) * 180) / Math.PI
  const c = Math.min(Math.hypot(x, y), 0.2)
  const bright = light > 0.635
  const fill = bright ? Math.max(light, 0.74) : Math.min(light, 0.5)
  const shade = (lightness: number, chroma = c) => `oklch(${lightness} ${chroma} ${h})`
  return { brand: shade(fill), on: bright ? shade(0.18, 0.02) : shade(1, 0), h, c }
}
