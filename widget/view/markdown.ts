import { inline } from './inline.ts'
import { type Child, jsx } from './jsx-runtime.ts'

type Block = { node: Child; next: number }

/** How deep quotes and lists may sit in one another; deeper ones are plain text, so that a line costs a fixed number of readings. */
const deepest = 4
const fenced = /^ {0,3}(```|~~~)/
const headed = /^#{1,6} +/
const item = /^ {0,8}([-*+•]|\d{1,9}[.)]) +(?=\S)/
const indented = /^ {2} *\S/

/**
 * Renders what a bot or an agent wrote: paragraphs, line breaks, lists, quotes, code, emphasis and links. Builds elements and text
 * only, never HTML; images and raw HTML stay text. Reads each character a bounded number of times, whatever it is given.
 */
export function markdown(text: string): Child[] {
  return blocks(text.replace(/\r\n?/g, '\n').split('\n'), 0)
}

function blocks(lines: string[], depth: number): Child[] {
  const nodes: Child[] = []
  for (let at = 0; at < lines.length; ) {
    if (!lines[at]?.trim()) {
      at++
      continue
    }
    const nested = depth < deepest ? (quote(lines, at, depth) ?? list(lines, at, depth)) : null
    const { node, next } = nested ?? fence(lines, at) ?? paragraph(lines, at)
    nodes.push(node)
    at = next
  }
  return nodes
}

function quote(lines: string[], from: number, depth: number): Block | null {
  const next = runOf(lines, from, (line) => line.startsWith('>'))
  const inner = lines.slice(from, next).map((line) => line.slice(line[1] === ' ' ? 2 : 1))
  return next > from ? { node: jsx('blockquote', { children: blocks(inner, depth + 1) }), next } : null
}

function list(lines: string[], from: number, depth: number): Block | null {
  const kind = (at: number) => item.exec(lines[at] ?? '')?.[1]
  const first = kind(from)
  if (!first) return null
  const start = Number.parseInt(first, 10)
  const children: Child[] = []
  let next = from
  for (let mark: string | undefined = first; mark && Number.isNaN(start) === Number.isNaN(Number.parseInt(mark, 10)); mark = kind(next)) {
    const end = runOf(lines, next + 1, (line) => indented.test(line))
    const [head = '', ...rest] = lines.slice(next, end)
    const indent = item.exec(head)?.[0].length ?? 0
    children.push(jsx('li', { children: tight(blocks([head.slice(indent), ...rest.map((line) => dedent(line, indent))], depth + 1)) }))
    next = end
  }
  return { node: Number.isNaN(start) ? jsx('ul', { children }) : jsx('ol', { start, children }), next }
}

const dedent = (line: string, by: number) => line.slice(Math.min(by, line.length - line.trimStart().length))

/** An item of one paragraph needs no paragraph around it. */
function tight([first, ...rest]: Child[]): Child[] {
  return typeof first === 'object' && first && 'tag' in first && first.tag === 'p' ? [first.props.children, ...rest] : [first, ...rest]
}

function fence(lines: string[], from: number): Block | null {
  const mark = fenced.exec(lines[from] ?? '')?.[1]
  if (!mark) return null
  const end = runOf(lines, from + 1, (line) => !line.trimStart().startsWith(mark))
  const children = jsx('code', { children: lines.slice(from + 1, end).join('\n') })
  return { node: jsx('pre', { tabindex: 0, children }), next: end + 1 }
}

function paragraph(lines: string[], from: number): Block {
  const first = lines[from] ?? ''
  if (headed.test(first)) {
    const children = jsx('strong', { children: inline(first.replace(headed, '')) })
    return { node: jsx('p', { children }), next: from + 1 }
  }
  const next = runOf(
    lines,
    from + 1,
    (line) => line.trim() !== '' && !line.startsWith('>') && ![fenced, headed, item].some((it) => it.test(line)),
  )
  return { node: jsx('p', { children: inline(lines.slice(from, next).join('\n')) }), next }
}

/** Where the lines end that `belong`. */
function runOf(lines: string[], from: number, belongs: (line: string) => boolean): number {
  let end = from
  while (end < lines.length && belongs(lines[end] ?? '')) end++
  return end
}
