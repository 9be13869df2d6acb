/** Scale and shift of a probability's log odds: what a bot's own experience makes of a confidence. */
export type Line = { scale: number; shift: number }
/** A confidence, whether it came true, and how much that counts. */
export type Point = { confidence: number; right: boolean; weight: number }

export const straight: Line = { scale: 1, shift: 0 }

/** The confidence after calibration. Order is kept; what is certain stays so. */
export function through({ scale, shift }: Line, confidence: number): number {
  if (confidence <= 0 || confidence >= 1) return confidence
  return sigmoid(scale * Math.log(confidence / (1 - confidence)) + shift)
}

/**
 * The likeliest line through the points. It begins as `prior`, which counts like `strength` points that came out exactly as it says: a few points move
 * little.
 */
export function fitLine(points: readonly Point[], prior: Line = straight, strength = 20): Line {
  const seen = [
    ...points.map((one) => ({ x: logOdds(one.confidence), y: one.right ? 1 : 0, weight: one.weight })),
    ...madeUp(prior, strength),
  ]
  let line = prior
  for (let step = 0; step < steps; step++) {
    const next = newton(seen, line)
    if (Math.abs(next.scale - line.scale) + Math.abs(next.shift - line.shift) < 1e-6) return next
    line = next
  }
  return line
}

/** How surprised one is by the points, on average: less is better. */
export function surprise(points: readonly Point[], line: Line): number {
  let [sum, weight] = [0, 0]
  for (const one of points) {
    const p = Math.min(1 - 1e-6, Math.max(1e-6, through(line, one.confidence)))
    sum -= one.weight * Math.log(one.right ? p : 1 - p)
    weight += one.weight
  }
  return weight > 0 ? sum / weight : 0
}

/** The line that was learned, if lines that were learned the same way from other parts say more of the part that they never saw; else null. */
export function worthwhile(parts: readonly (readonly Point[])[], strength?: number): Line | null {
  let [before, after] = [0, 0]
  for (const part of parts) {
    const others = fitLine(
      parts.flatMap((other) => (other === part ? [] : other)),
      straight,
      strength,
    )
    const weight = part.reduce((sum, one) => sum + one.weight, 0)
    before += weight * surprise(part, straight)
    after += weight * surprise(part, others)
  }
  return after < before ? fitLine(parts.flat(), straight, strength) : null
}

const steps = 30
const least = 0.2
const most = 4

type Seen = { x: number; y: number; weight: number }

function madeUp(line: Line, strength: number): Seen[] {
  const at = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95]
  return at.map((p) => ({ x: logOdds(p), y: through(line, p), weight: strength / at.length }))
}

/** One step of Newton's method towards the least surprise, never so far that the scale turns round. */
function newton(seen: readonly Seen[], { scale, shift }: Line): Line {
  let [gx, g1, hxx, hx1, h11] = [0, 0, 1e-9, 0, 1e-9]
  for (const { x, y, weight } of seen) {
    const p = sigmoid(scale * x + shift)
    const pull = weight * (p - y)
    const bend = weight * Math.max(1e-4, p * (1 - p))
    gx += pull * x
    g1 += pull
    hxx += bend * x * x
    hx1 += bend * x
    h11 += bend
  }
  const det = hxx * h11 - hx1 * hx1 || 1e-9
  const next = scale - clamp((h11 * gx - hx1 * g1) / det, 1)
  return { scale: Math.min(most, Math.max(least, next)), shift: shift - clamp((hxx * g1 - hx1 * gx) / det, 2) }
}

const clamp = (x: number, limit: number) => Math.min(limit, Math.max(-limit, x))
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

function logOdds(p: number): number {
  const inside = Math.min(0.99, Math.max(0.01, p))
  return Math.log(inside / (1 - inside))
}
