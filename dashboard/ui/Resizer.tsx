import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { t } from './text.ts'

type Props = { variable: string; initial: number; min: number; max: number; side: 'start' | 'end' }

const stored = (variable: string) => `baton:width:${variable}`

/** Sets the remembered widths of panes before the first paint. */
export function restoreWidths(variables: readonly string[]): void {
  for (const variable of variables) {
    const px = Number(localStorage.getItem(stored(variable)))
    if (px > 0) document.documentElement.style.setProperty(variable, `${px}px`)
  }
}

/** The edge of a pane: dragged or moved by arrow keys, it sets a CSS variable and remembers it. `side` is the pane's side of the edge. */
export function Resizer({ variable, initial, min, max, side }: Props) {
  const [width, setWidth] = useState(() => Number(localStorage.getItem(stored(variable))) || initial)
  const change = (px: number) => {
    const next = Math.round(Math.min(max, Math.max(min, px)))
    document.documentElement.style.setProperty(variable, `${next}px`)
    localStorage.setItem(stored(variable), String(next))
    setWidth(next)
  }
  const sign = side === 'start' ? 1 : -1
  const drag = (event: PointerEvent<HTMLElement>) => {
    const { clientX, pointerId, currentTarget: edge } = event
    // Without it the browser begins to select text, and the moves end.
    event.preventDefault()
    edge.setPointerCapture(pointerId)
    const moved = (to: { clientX: number }) => change(width + sign * (to.clientX - clientX))
    edge.onpointermove = moved
    edge.onpointerup = (up) => {
      moved(up)
      edge.onpointermove = edge.onpointerup = null
    }
  }
  const key = ({ key: name }: KeyboardEvent) => {
    if (name === 'ArrowLeft') change(width - 16 * sign)
    if (name === 'ArrowRight') change(width + 16 * sign)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a splitter, which <hr> is not
    <div
      className="resizer"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('resize')}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={drag}
      onKeyDown={key}
      onDoubleClick={() => change(initial)}
    />
  )
}
