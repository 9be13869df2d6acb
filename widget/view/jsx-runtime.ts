/** Attributes by their HTML names, and listeners by theirs in JSX. `ref` hears when an element comes and when it goes. */
export type Props = {
  children?: Child
  ref?: (element: HTMLElement | null) => void
  value?: string
  onClick?: () => void
  onSubmit?: (event: Event) => void
  /** Our only field that is listened to is a `textarea`. */
  onInput?: (event: Event & { currentTarget: HTMLTextAreaElement }) => void
  onKeyDown?: (event: KeyboardEvent) => void
  onPointerDown?: (event: PointerEvent) => void
} & { [name: string]: unknown }

/** `key` names an element among its siblings. */
export type Element = { tag: string; props: Props; key: string | undefined }

/** What is not there (`null`, `false`, …) keeps its place, so that what follows keeps its identity. */
export type Child = Element | Child[] | string | number | boolean | null | undefined

/** What the compiler makes of `<p class="x">…</p>`; `draw` shows it. */
export function jsx(tag: string, props: Props, key?: string): Element {
  return { tag, props, key }
}

export { jsx as jsxDEV, jsx as jsxs }

export declare namespace JSX {
  type Element = { tag: string; props: Props; key: string | undefined }
  interface ElementChildrenAttribute {
    children: unknown
  }
  interface IntrinsicAttributes {
    key?: string
  }
  interface IntrinsicElements {
    [tag: string]: Props & { key?: string }
  }
}
