export type Page = { after?: string | undefined; limit: number }

const farthest = 100_000

/** A page of a list whose order changes under the reader: counted from its beginning. `next` is told how many rows came of `limit + 1`. */
export function pageOf({ after, limit }: Page): { offset: number; limit: number; next: (found: number) => string | null } {
  const offset = Math.min(Math.max(Number.parseInt(after ?? '', 10) || 0, 0), farthest)
  return { offset, limit, next: (found) => (found > limit ? String(offset + limit) : null) }
}
