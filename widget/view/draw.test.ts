import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { draw } from './draw.ts'
import { type Child, jsx } from './jsx-runtime.ts'

const place = () => document.body.appendChild(document.createElement('div'))
const fresh = (child: Child) => {
  const parent = document.createElement('div')
  draw(parent, child)
  return parent
}

describe('draw', () => {
  const trees = fc.letrec<{ child: Child }>((tie) => ({
    child: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Child>('text', '<b>', 7, null, false, undefined),
      fc.array(tie('child'), { maxLength: 4 }),
      fc
        .record({
          tag: fc.constantFrom('p', 'i', 'svg'),
          key: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
          props: fc.record(
            { class: fc.constantFrom('x', 'y'), disabled: fc.boolean(), 'aria-busy': fc.boolean(), title: fc.constantFrom('"', undefined) },
            { requiredKeys: [] },
          ),
          children: tie('child'),
        })
        .map(({ tag, key, props, children }) => jsx(tag, { ...props, children }, key)),
    ),
  })).child

  it('makes the same of any drawing, whatever was there before', () => {
    fc.assert(
      fc.property(fc.array(trees, { minLength: 1, maxLength: 5 }), (drawings) => {
        const parent = place()
        for (const drawing of drawings) {
          draw(parent, drawing)
          expect(parent.isEqualNode(fresh(drawing)), parent.innerHTML).toBe(true)
        }
        parent.remove()
      }),
      { numRuns: 400, seed: 7 },
    )
  })

  it('keeps a keyed node, and does not move it, when others come and go around it', () => {
    const parent = place()
    const p = (key: string) => jsx('p', { children: key }, key)
    draw(parent, [p('a'), p('b'), p('c')])
    const b = parent.children[1]
    const moved = vi.spyOn(parent, 'insertBefore')
    draw(parent, [p('new'), p('b'), p('late')])
    expect(parent.textContent).toBe('newblate')
    expect(parent.children[1]).toBe(b)
    expect(moved.mock.calls.some(([node]) => node === b)).toBe(false)
  })

  it('keeps what follows something that is not there', () => {
    const parent = place()
    const field = jsx('input', {})
    draw(parent, [null, field])
    const before = parent.firstChild
    draw(parent, [jsx('p', {}), jsx('input', {})])
    expect(parent.lastChild).toBe(before)
  })

  it('replaces listeners and attributes, and takes away what is gone', () => {
    const parent = place()
    const [one, two] = [vi.fn(), vi.fn()]
    draw(parent, jsx('button', { onClick: one, title: 'a', disabled: true, 'aria-expanded': false }))
    const button = parent.querySelector('button')
    expect(button?.outerHTML).toContain('aria-expanded="false"')
    draw(parent, jsx('button', { onClick: two }))
    expect(button?.hasAttributes()).toBe(false)
    button?.click()
    draw(parent, jsx('button', {}))
    button?.click()
    expect([one.mock.calls.length, two.mock.calls.length]).toEqual([0, 1])
  })

  it('sets a value only where it differs from what was typed, so that the caret stays', () => {
    const parent = place()
    draw(parent, jsx('textarea', { value: 'a' }))
    const field = parent.querySelector('textarea') as HTMLTextAreaElement
    field.value = 'ab'
    const set = vi.spyOn(field, 'value', 'set')
    draw(parent, jsx('textarea', { value: 'ab' }))
    expect(set).not.toHaveBeenCalled()
    draw(parent, jsx('textarea', { value: '' }))
    expect(field.value).toBe('')
  })

  it('hands an element over once, when it is on the page, and tells when it goes', () => {
    const parent = place()
    const there: (boolean | null)[] = []
    const ref = (element: HTMLElement | null) => void there.push(element?.isConnected ?? null)
    const tree = () => jsx('section', { children: jsx('div', { ref }) })
    draw(parent, tree())
    draw(parent, tree())
    draw(parent, null)
    expect(there).toEqual([true, null])
  })

  it('never makes HTML of text or of an attribute', () => {
    const parent = place()
    draw(parent, jsx('p', { title: '"><img>', children: '<img src=x onerror=alert(1)>' }))
    expect(parent.querySelector('img')).toBeNull()
    expect(parent.textContent).toBe('<img src=x onerror=alert(1)>')
  })
})
