import type { Child, Element } from './jsx-runtime.ts'

type Drawn = { element: Element | string; node: Node }

const svg = 'http://www.w3.org/2000/svg'
const drawnIn = new WeakMap<Node, Map<string, Drawn>>()

/**
 * Makes the children of `parent` be `child`, changing only what differs from the last drawing there. Creates elements, text,
 * attributes and listeners, never HTML, so that no policy of a page can object. Nodes that stay are not moved: they keep focus and scroll.
 */
export function draw(parent: Node, child: Child): void {
  const before = drawnIn.get(parent) ?? new Map<string, Drawn>()
  const now = new Map<string, Drawn>()
  for (const [path, element] of named(child)) {
    let key = path
    while (now.has(key)) key += '+'
    now.set(key, { element, node: before.get(key)?.node ?? create(element, parent) })
  }
  for (const [key, { element, node }] of before)
    if (!now.has(key)) {
      parent.removeChild(node)
      farewell(element, node)
    }
  place(parent, [...now.values()].reverse())
  drawnIn.set(parent, now)
  for (const [key, { element, node }] of now) update(node, element, before.get(key)?.element)
}

/** Each child with a name that lasts over drawings: its own key, or else its place, and what kind of node it is. */
function* named(child: Child, path = ''): Generator<[string, Element | string]> {
  if (Array.isArray(child)) {
    for (const [place, each] of child.entries()) yield* named(each, `${path}.${isElement(each) ? (each.key ?? place) : place}`)
  } else if (isElement(child)) yield [path + child.tag, child]
  else if (child !== null && child !== undefined && typeof child !== 'boolean') yield [path, String(child)]
}

const isElement = (child: Child): child is Element => typeof child === 'object' && child !== null && 'tag' in child

function create(element: Element | string, parent: Node): Node {
  if (typeof element === 'string') return document.createTextNode(element)
  const inherited = parent instanceof SVGElement ? svg : null
  return document.createElementNS(element.tag === 'svg' ? svg : (inherited ?? 'http://www.w3.org/1999/xhtml'), element.tag)
}

/** From the last to the first: whoever is in place already is not touched. */
function place(parent: Node, backwards: Drawn[]): void {
  let next: Node | null = null
  for (const { node } of backwards) {
    if (node.parentNode !== parent || node.nextSibling !== next) parent.insertBefore(node, next)
    next = node
  }
}

function update(node: Node, element: Element | string, old?: Element | string): void {
  if (element === old) return
  if (typeof element === 'string') {
    node.nodeValue = element
    return
  }
  const { props } = element
  const was = typeof old === 'object' ? old.props : {}
  for (const name of Object.keys({ ...was, ...props })) set(node as HTMLElement, name, props[name], was[name])
  draw(node, props.children)
  if (!old) props.ref?.(node as HTMLElement)
}

function set(node: HTMLElement, name: string, value: unknown, was: unknown): void {
  if (name === 'children' || name === 'ref') return
  // What somebody has typed since is no drawing of ours: this one is compared with the page.
  if (name === 'value') Object.assign(node, (node as HTMLInputElement).value !== value && { value })
  else if (value === was) return
  else if (name.startsWith('on')) Object.assign(node, { [name.toLowerCase()]: value })
  else if (value === undefined || value === null || (value === false && !name.startsWith('aria'))) node.removeAttribute(name)
  else node.setAttribute(name, value === true && !name.startsWith('aria') ? '' : String(value))
}

function farewell(element: Element | string, node: Node): void {
  if (typeof element === 'object') element.props.ref?.(null)
  for (const child of drawnIn.get(node)?.values() ?? []) farewell(child.element, child.node)
}
