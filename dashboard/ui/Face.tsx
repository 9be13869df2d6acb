import clsx from 'clsx'
import type { CSSProperties } from 'react'

type Props = { name: string; seed?: string; size?: number; online?: boolean }

/** A round face with initials. The hue belongs to the person: it is drawn from `seed`. */
export function Face({ name, seed = name, size = 24, online = false }: Props) {
  const style = { '--face': `${size}px`, '--face-h': hue(seed) } as CSSProperties
  return (
    <span className={clsx('face', online && 'online')} style={style} aria-hidden="true">
      {initials(name, size)}
    </span>
  )
}

/** The bot is a square, never a face. */
export function Square({ size = 16 }: { size?: number }) {
  return <span className="face bot" style={{ '--face': `${size}px` } as CSSProperties} aria-hidden="true" />
}

function initials(name: string, size: number): string {
  const [first = '', ...rest] = name.trim().split(/[\s@]+/)
  const last = size < 20 ? '' : ([...(rest.at(-1) ?? '')][0] ?? '')
  return (([...first][0] ?? '?') + last).toUpperCase()
}

function hue(seed: string): number {
  let sum = 7
  for (const char of seed) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 360
  return sum
}
