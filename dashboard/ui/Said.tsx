import { Fragment, type ReactNode } from 'react'

export type Mark = readonly [start: number, end: number]

const address = /https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g

/** What somebody said: line breaks kept, addresses made links, marked words under the pen. Never read as HTML. */
export function Said({ text, marks = [] }: { text: string; marks?: readonly Mark[] }) {
  return (
    <>
      {cut(text, marks).map(({ at, part, marked }) =>
        marked ? <mark key={at}>{part}</mark> : <Fragment key={at}>{linked(part)}</Fragment>,
      )}
    </>
  )
}

function cut(text: string, marks: readonly Mark[]): { at: number; part: string; marked: boolean }[] {
  const parts = []
  let at = 0
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (start < at || end > text.length || end <= start) continue
    if (start > at) parts.push({ at, part: text.slice(at, start), marked: false })
    parts.push({ at: start, part: text.slice(start, end), marked: true })
    at = end
  }
  if (at < text.length) parts.push({ at, part: text.slice(at), marked: false })
  return parts
}

function linked(text: string): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const found of text.matchAll(address)) {
    parts.push(text.slice(at, found.index))
    parts.push(
      <a key={found.index} href={found[0]} target="_blank" rel="noopener noreferrer nofollow">
        {found[0]}
      </a>,
    )
    at = found.index + found[0].length
  }
  parts.push(text.slice(at))
  return parts
}
