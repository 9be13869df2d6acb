import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { safeAddress } from './inline.ts'
import type { Child } from './jsx-runtime.ts'
import { markdown } from './markdown.ts'

type Seen = { tag: string; props: Record<string, unknown> }

/** The tree as readable text, such as `p(a strong(b))`, and every element in it. */
function read(child: Child, seen: Seen[] = []): string {
  if (Array.isArray(child)) return child.map((each) => read(each, seen)).join('')
  if (typeof child !== 'object' || child === null) return child == null ? '' : String(child)
  seen.push(child)
  return `${child.tag}(${read(child.props.children, seen)})`
}
const shown = (text: string) => read(markdown(text))

describe('markdown', () => {
  it.each([
    ['plain', 'p(plain)'],
    ['one\ntwo\n\nthree', 'p(onebr()two)p(three)'],
    ['**a** and *b*, __c__ _d_ ~~e~~', 'p(strong(a) and em(b), strong(c) em(d) del(e))'],
    ['**a *b* c**', 'p(strong(a em(b) c))'],
    ['snake_case_name and 2 * 3 * 4', 'p(snake_case_name and 2 * 3 * 4)'],
    ['**never closed', 'p(**never closed)'],
    ['*a **b*', 'p(em(a **b))'],
    ['`a*b*` ``c ` d``', 'p(code(a*b*) code(c ` d))'],
    ['\\*no\\*', 'p(*no*)'],
    ['- a\n- b\n  - c', 'ul(li(a)li(bul(li(c))))'],
    ['2. a\n3. b', 'ol(li(a)li(b))'],
    ['> a\n> > b', 'blockquote(p(a)blockquote(p(b)))'],
    ['```js\n<b>&\n```\nafter', 'pre(code(<b>&))p(after)'],
    ['## Care', 'p(strong(Care))'],
    ['see https://a.example/b_c_d).', 'p(see a(https://a.example/b_c_d)).)'],
    ['[care *sheet*](https://a.example "title")', 'p(a(care em(sheet)))'],
    ['[care *sheet*](https://a.example/x)', 'p(a(care em(sheet)))'],
    ['![alt](https://a.example/i.png)', 'p(a(alt))'],
    ['<script>alert(1)</script>', 'p(<script>alert(1)</script>)'],
    ['[x](javascript:alert(1))', 'p(span(x)))'],
  ])('renders %j', (text, tree) => {
    expect(shown(text)).toBe(tree)
  })

  it('follows only web pages, mail and phone numbers', () => {
    for (const bad of [
      'javascript:alert(1)',
      ' JaVa\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc',
      '//a.example',
      'x',
    ])
      expect(safeAddress(bad)).toBeNull()
    expect(safeAddress('mailto:vera@a.example')).toBe('mailto:vera@a.example')
    expect(safeAddress('tel:+4612')).toBe('tel:+4612')
  })

  const pieces = fc.constantFrom(
    ...[
      '*',
      '**',
      '_',
      '__',
      '~~',
      '`',
      '``',
      '```',
      '[',
      '](',
      ')',
      '![',
      '\n',
      '\n\n',
      '> ',
      '- ',
      '1. ',
      '# ',
      '\\',
      ' ',
      '  ',
      'a',
      'é',
    ],
    ...['https://a.example', 'javascript:x', 'data:', '<img src=x onerror=y>', '\u202e', '\ud83d\ude00', '\ud83d', '(', '!', '\u0000', '|'],
  )
  const hostile = fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 400 }).map((parts) => parts.join(''))

  it('builds only harmless elements, and loses no letter, whatever it is given', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const seen: Seen[] = []
        const tree = read(markdown(text), seen)
        for (const { tag, props } of seen) {
          expect(['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'ul', 'ol', 'li', 'blockquote', 'a', 'span']).toContain(tag)
          for (const name of Object.keys(props)) expect(['children', 'href', 'target', 'rel', 'start', 'tabindex']).toContain(name)
          if (tag === 'a') {
            expect(props.href).toMatch(/^(https?|mailto|tel):/)
            expect(props.rel).toBe('noopener nofollow')
          }
        }
        const es = (s: string) => s.split('é').length
        if (!/\]\(|```|~~~/.test(text)) expect(es(tree)).toBe(es(text))
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  it.each([
    ['[a](', 5000],
    ['[', 20000],
    ['![', 10000],
    ['`', 20000],
    ['`` a ', 5000],
    ['*a **b ', 5000],
    ['_a', 10000],
    ['**', 10000],
    ['> ', 10000],
    ['- ', 10000],
    ['  - a\n', 4000],
    ['>\n', 10000],
    ['https://', 4000],
    ['[](', 5000],
    ['\\', 20000],
  ])('reads %j × %i a bounded number of times', (piece, times) => {
    const text = piece.repeat(times)
    let read = 0
    const find = vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, needle: string, from = 0) {
      for (let at = from; at <= this.length - needle.length; at++) {
        read++
        if (this.startsWith(needle, at)) return at
      }
      return -1
    })
    try {
      markdown(text)
    } finally {
      find.mockRestore()
    }
    expect(read).toBeLessThanOrEqual(text.length * 16)
  })
})
