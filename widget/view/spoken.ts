/** The language of the visitor's browser, such as `de`, without its region. */
export function spoken(): string | null {
  return /^[a-z]{2,3}\b/.exec(navigator.language)?.[0] ?? null
}
