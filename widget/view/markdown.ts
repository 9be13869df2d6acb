import { type ComponentChild, h } from 'preact'

type Nodes = ComponentChild[]
type Block = { node: ComponentChild; next: number }

/** How deep quotes and lists may sit in one another; deeper ones are plain text, so that a line costs a fixed number of readings. */
const deepest = 4
const escapable = /[\\`*_{}[\]()#+\-.!~>|]/
const word = /[\p{L}\p{N}]/u

/**
 * Renders what a bot or an agent wrote: paragraphs, line breaks, lists, quotes, code, emphasis and links. Builds elements and text
 * only, never HTML; images and raw HTML stay text. Reads each character a bounded number of times, whatever it is given.
 */
export function markdown(text: string): Nodes {
  return blocks(text.replace(/\r\n?/g, '\n').split('\n'), 0)
}

function blocks(lines: string[], depth: number): Nodes {
  const nodes: Nodes = []
  let at = 0
  while (at < lines.length) {
    if (!lines[at]?.trim()) {
      at++
      continue
    }
    const nested = depth < deepest ? (quote(lines, at, depth) ?? list(lines, at, depth)) : null
    const { node, next } = nested ?? fence(lines, at) ?? heading(lines, at) ?? paragraph(lines, at)
    nodes.push(node)
    at = next
  }
  return nodes
}

function quote(lines: string[], from: number, depth: number): Block | null {
  let next = from
  while (lines[next]?.startsWith('>')) next++
  if (next === from) return null
  const inner = lines.slice(from, next).map((line) => line.slice(line[1] === ' ' ? 2 : 1))
  return { node: h('blockquote', null, blocks(inner, depth + 1)), next }
}

const bullet = /^( {0,8})([-*+•]|\d{1,9}[.)]) +(?=\S)/

function list(lines: string[], from: number, depth: number): Block | null {
  const first = bullet.exec(lines[from] ?? '')
  if (!first) return null
  const ordered = /\d/.test(first[2] ?? '')
  const items: Nodes = []
  let next = from
  for (let mark = first as RegExpExecArray | null; mark && /\d/.test(mark[2] ?? '') === ordered; mark = bullet.exec(lines[next] ?? '')) {
    const indent = mark[0].length
    const inner = [(lines[next] ?? '').slice(indent)]
    for (next++; next < lines.length && /^ {2}\s*\S/.test(lines[next] ?? ''); next++) inner.push(dedent(lines[next] ?? '', indent))
    items.push(h('li', null, tight(blocks(inner, depth + 1))))
  }
  return { node: ordered ? h('ol', { start: Number.parseInt(first[2] ?? '1', 10) }, items) : h('ul', null, items), next }
}

const dedent = (line: string, by: number) => line.slice(Math.min(by, line.length - line.trimStart().length))

/** An item of one paragraph needs no paragraph around it. */
function tight(nodes: Nodes): Nodes {
  const [first, ...rest] = nodes
  const paragraph = typeof first === 'object' && first && 'type' in first && first.type === 'p'
  return paragraph ? [(first.props as { children: ComponentChild }).children, ...rest] : nodes
}

function fence(lines: string[], from: number): Block | null {
  const mark = /^ {0,3}(```|~~~)/.exec(lines[from] ?? '')?.[1]
  if (!mark) return null
  let end = from + 1
  while (end < lines.length && !lines[end]?.trimStart().startsWith(mark)) end++
  return { node: h('pre', { tabIndex: 0 }, h('code', null, lines.slice(from + 1, end).join('\n'))), next: end + 1 }
}

function heading(lines: string[], from: number): Block | null {
  const text = /^#{1,6} +(.*)/.exec(lines[from] ?? '')?.[1]
  return text === undefined ? null : { node: h('p', null, h('strong', null, inline(text))), next: from + 1 }
}

const begins = /^( {0,3}(```|~~~)|#{1,6} |>|( {0,8})([-*+•]|\d{1,9}[.)]) )/

function paragraph(lines: string[], from: number): Block {
  let next = from + 1
  while (lines[next]?.trim() && !begins.test(lines[next] ?? '')) next++
  return { node: h('p', null, inline(lines.slice(from, next).join('\n'))), next }
}

/** An emphasis that has begun: what follows gathers in `nodes` until its mark comes again. */
type Span = { mark: string; nodes: Nodes }

const tags: Record<string, string> = { '**': 'strong', __: 'strong', '~~': 'del', '*': 'em', _: 'em' }

/** One pass with a stack of open emphases; what never closes gets its marks back as text. */
function inline(text: string, links = true): Nodes {
  const find = finder(text)
  const root: Span = { mark: '', nodes: [] }
  const open = [root]
  let plain = ''
  let at = 0

  const top = () => open[open.length - 1] ?? root
  const add = (...nodes: Nodes) => {
    if (plain) top().nodes.push(plain)
    plain = ''
    top().nodes.push(...nodes)
  }
  const unwind = (to: number) => {
    while (open.length > to) {
      add()
      const span = open.pop() ?? root
      top().nodes.push(span.mark, ...span.nodes)
    }
  }
  const emphasis = (mark: string): boolean => {
    const before = text[at - 1] ?? ' '
    const after = text[at + mark.length] ?? ' '
    const inWord = mark[0] === '_' && word.test(before) && word.test(after)
    const begun = open.findIndex((span) => span.mark === mark)
    if (begun > 0 && before.trim() && !inWord) {
      unwind(begun + 1)
      add()
      const span = open.pop() ?? root
      add(h(tags[mark] ?? 'em', null, span.nodes))
    } else if (begun < 0 && after.trim() && !inWord) {
      add()
      open.push({ mark, nodes: [] })
    } else return false
    return true
  }

  while (at < text.length) {
    const c = text[at] ?? ''
    const mark = tags[c + text[at + 1]] ? c + text[at + 1] : c
    const piece = c === '`' ? code(text, at, find) : links ? link(text, at, find) : null
    if (piece) {
      add(piece.node)
      at = piece.next
    } else if (c === '\\' && escapable.test(text[at + 1] ?? '')) {
      plain += text[at + 1]
      at += 2
    } else if (tags[mark] && emphasis(mark)) at += mark.length
    else if (c === '\n') {
      add(h('br', null))
      at++
    } else {
      plain += c
      at++
    }
  }
  unwind(1)
  add()
  return root.nodes
}

/** `indexOf` that remembers the next place of each needle: all its searches together read the text once per needle. */
function finder(text: string): (needle: string, from: number) => number {
  const known: Record<string, number> = {}
  return (needle, from) => {
    const last = known[needle] ?? -1
    if (last >= from) return last === Number.POSITIVE_INFINITY ? -1 : last
    const found = text.indexOf(needle, from)
    known[needle] = found < 0 ? Number.POSITIVE_INFINITY : found
    return found
  }
}

type Find = ReturnType<typeof finder>

function code(text: string, at: number, find: Find): Block | null {
  const mark = text[at + 1] === '`' ? '``' : '`'
  const end = find(mark, at + mark.length)
  return end <= at + mark.length ? null : { node: h('code', null, text.slice(at + mark.length, end)), next: end + mark.length }
}

const longestLabel = 500
const longestAddress = 2_000
const address = /https?:\/\/[^\s<>"'`\\]{1,2000}/y

function link(text: string, at: number, find: Find): Block | null {
  const c = text[at]
  if (c === '[' || (c === '!' && text[at + 1] === '[')) {
    const start = c === '[' ? at + 1 : at + 2
    const middle = find('](', start)
    const end = middle < 0 || middle - start > longestLabel ? -1 : find(')', middle)
    if (end < 0 || end - middle > longestAddress) return null
    const label = text.slice(start, middle)
    return label.includes('[')
      ? null
      : { node: anchor(/^\s*(\S*)/.exec(text.slice(middle + 2, end))?.[1] ?? '', inline(label, false)), next: end + 1 }
  }
  if (c !== 'h' || word.test(text[at - 1] ?? '')) return null
  address.lastIndex = at
  const bare = address.exec(text)?.[0].replace(/[.,;:!?)\]*_~]{1,9}$/, '')
  return bare ? { node: anchor(bare, [bare]), next: at + bare.length } : null
}

/** An address that is no web page, mail or phone number is not followed: its label stays, as text. */
export function safeAddress(href: string): string | null {
  try {
    const url = new URL(href)
    return /^(https?|mailto|tel):$/.test(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

function anchor(href: string, label: Nodes): ComponentChild {
  const safe = safeAddress(href)
  return safe ? h('a', { href: safe, target: '_blank', rel: 'noopener nofollow' }, label.length ? label : safe) : h('span', null, label)
}
