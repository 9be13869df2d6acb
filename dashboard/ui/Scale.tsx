import type { CSSProperties } from 'react'

type Props = { value: number; threshold?: number; label: string }

/** 0–100 % with a tick at the threshold, if there is one; hatched when it was not enough. Both in [0, 1]. */
export function Scale({ value, threshold, label }: Props) {
  const style = { '--v': value * 100, '--t': (threshold ?? 0) * 100 } as CSSProperties
  const look = threshold === undefined ? 'scale bare' : value < threshold ? 'scale short' : 'scale'
  return <span className={look} style={style} role="img" aria-label={label} />
}

export function percent(value: number): string {
  return `${Math.round(value * 100)} %`
}
