import type { SourceKind } from '@baton/contracts/knowledge.ts'

export type View = 'pages' | 'sync' | 'pairs' | 'text' | 'pieces' | 'ask'

/** What there is to see of a source, by its kind; the first is shown unless another is asked for. */
const views: Record<SourceKind, readonly [View, ...View[]]> = {
  website: ['pages', 'sync', 'pieces', 'ask'],
  page: ['pieces', 'ask'],
  file: ['pieces', 'ask'],
  text: ['pieces', 'text', 'ask'],
  pairs: ['pairs', 'pieces', 'ask'],
}

export function viewsOf(kind: SourceKind): readonly View[] {
  return views[kind]
}

export function viewOf(kind: SourceKind, asked: string | undefined): View {
  return views[kind].find((view) => view === asked) ?? views[kind][0]
}

/** Which view of a source, and which page of a website, stands in the address. */
export function readViewSearch(search: Record<string, unknown>): { view?: string; page?: string } {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return { view: text(search.view), page: text(search.page) }
}
