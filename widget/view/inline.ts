import { type Child, jsx } from './jsx-runtime.ts'

type Piece = { node: Child; next: number }
/** An emphasis that has begun: what follows gathers in `nodes` until its mark comes again. */
type Span = { mark: string; nodes: Child[] }

const tags: Record<string, string> = { '**': 'strong', __: 'strong', '~~': 'del', '*': 'em', _: 'em' }
const escapable = /[\\`*_{}[\]()#+\-.!~>|]/
const word = /[\p{L}\p{N}]/u
const address = /https?:\/\/[^\s<>"'`\\]{1,2000}/y
const longestLabel = 500
const longestAddress = 2_000

/** The inside of a paragraph: one pass with a stack of open emphases; what never closes gets its marks back as text. */
export function inline(text: string): Child[] {
  return new Inline(text, true).read()
}

class Inline {
  readonly #text: string
  readonly #links: boolean
  readonly #open: Span[] = [{ mark: '', nodes: [] }]
  readonly #found: Record<string, number> = {}
  #plain = ''
  #at = 0

  constructor(text: string, links: boolean) {
    this.#text = text
    this.#links = links
  }

  read(): Child[] {
    while (this.#at < this.#text.length) this.#step()
    this.#unwind(1)
    return this.#top
  }

  get #top(): Child[] {
    return this.#open.at(-1)?.nodes ?? []
  }

  #step(): void {
    const c = this.#text.charAt(this.#at)
    const after = this.#text.charAt(this.#at + 1)
    const mark = tags[c + after] ? c + after : c
    const piece =
      c === '`' ? this.#code(after) : c === '\n' ? { node: jsx('br', {}), next: this.#at + 1 } : this.#links ? this.#link(c) : null
    if (piece) {
      this.#add(piece.node)
      this.#at = piece.next
    } else if (c === '\\' && escapable.test(after)) {
      this.#plain += after
      this.#at += 2
    } else {
      if (!tags[mark] || !this.#emphasis(mark)) this.#plain += mark
      this.#at += mark.length
    }
  }

  #add(...nodes: Child[]): void {
    if (this.#plain) this.#top.push(this.#plain)
    this.#plain = ''
    this.#top.push(...nodes)
  }

  /** Emphases beyond the first `depth` were none. */
  #unwind(depth: number): void {
    this.#add()
    for (const { mark, nodes } of this.#open.splice(depth)) this.#top.push(mark, ...nodes)
  }

  /** Begins or ends an emphasis here, where it can: at the edge of a word, not between two spaces. */
  #emphasis(mark: string): boolean {
    const before = this.#text[this.#at - 1] ?? ' '
    const after = this.#text[this.#at + mark.length] ?? ' '
    if (mark[0] === '_' && word.test(before) && word.test(after)) return false
    const begun = this.#open.findIndex((span) => span.mark === mark)
    if (begun < 0 ? !after.trim() : !before.trim()) return false
    if (begun < 0) {
      this.#add()
      this.#open.push({ mark, nodes: [] })
    } else {
      this.#unwind(begun + 1)
      const span = this.#open.pop()
      this.#add(jsx(tags[mark] ?? 'em', { children: span?.nodes }))
    }
    return true
  }

  #code(after: string): Piece | null {
    const mark = after === '`' ? '``' : '`'
    const start = this.#at + mark.length
    const end = this.#find(mark, start)
    return end > start ? { node: jsx('code', { children: this.#text.slice(start, end) }), next: end + mark.length } : null
  }

  #link(c: string): Piece | null {
    if (c === '[' || (c === '!' && this.#text[this.#at + 1] === '[')) return this.#labelled(this.#at + (c === '[' ? 1 : 2))
    if (c !== 'h' || word.test(this.#text[this.#at - 1] ?? '')) return null
    address.lastIndex = this.#at
    const bare = address.exec(this.#text)?.[0].replace(/[.,;:!?)\]*_~]{1,9}$/, '')
    return bare ? { node: anchor(bare, [bare]), next: this.#at + bare.length } : null
  }

  #labelled(start: number): Piece | null {
    const middle = this.#find('](', start)
    const end = middle < 0 || middle - start > longestLabel ? -1 : this.#find(')', middle)
    if (end < 0 || end - middle > longestAddress) return null
    const label = this.#text.slice(start, middle)
    if (label.includes('[')) return null
    const [href = ''] = this.#text
      .slice(middle + 2, end)
      .trim()
      .split(' ')
    return { node: anchor(href, new Inline(label, false).read()), next: end + 1 }
  }

  /** `indexOf` that remembers the next place of each needle: all its searches together read the text once per needle. */
  #find(needle: string, from: number): number {
    const last = this.#found[needle] ?? -1
    if (last < from) this.#found[needle] = (this.#text.indexOf(needle, from) + 1 || Number.POSITIVE_INFINITY) - 1
    const found = this.#found[needle] ?? -1
    return Number.isFinite(found) ? found : -1
  }
}

function anchor(href: string, children: Child[]): Child {
  const safe = safeAddress(href)
  return safe ? jsx('a', { href: safe, target: '_blank', rel: 'noopener nofollow', children }) : jsx('span', { children })
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
