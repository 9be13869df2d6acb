import { z } from 'zod'

export const limits = {
  line: 4_000,
  note: 4_000,
  name: 120,
  email: 254,
  address: 2_000,
  title: 300,
  /** Characters of what a company's server signs about its visitor. */
  proof: 4_000,
  /** Bytes of one frame on a socket, and of one body of an act. */
  frame: 32_768,
  /** Bytes of any other body (pasted knowledge). */
  body: 1_048_576,
  /** Bytes of an uploaded file. */
  file: 20_971_520,
} as const

/** PostgreSQL's jsonb refuses a NUL and a lone surrogate, and one such line would fail its whole batch. */
export function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}

const cleaned = (max: number) => z.string().max(max).transform(clean)

/** What somebody says: 1 to 4,000 characters, not only white space. */
export const line = cleaned(limits.line).refine((text) => text.trim().length > 0, 'empty')
export const note = cleaned(limits.note).refine((text) => text.trim().length > 0, 'empty')
export const name = cleaned(limits.name).transform((text) => text.trim())
export const email = z.string().max(limits.email).pipe(z.email())
export const page = z.object({ url: cleaned(limits.address), title: cleaned(limits.title) })

export type Page = z.infer<typeof page>
