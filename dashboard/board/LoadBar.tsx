import type { CSSProperties } from 'react'

type Props = { value: number; of: number; label: string }

/** How full: amber where nothing is left. The label says it in words. */
export function LoadBar({ value, of, label }: Props) {
  const share = of === 0 ? 0 : Math.min(1, value / of)
  return (
    <span className="load-bar" data-full={(of > 0 && value >= of) || undefined}>
      <span className="bar" aria-hidden="true" style={{ '--share': share } as CSSProperties} />
      <span className="num small">{label}</span>
    </span>
  )
}
