/** An error whose message is one sentence for the person who runs Baton; it is shown without a stack. */
export class Plain extends Error {
  override name = 'Plain'
}

/** The code of a system or database error (`EACCES`, `28P01` …), or the empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** What to print for an error: the sentence of a `Plain`, else the message of a surprise. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
