/** Which list is shown stands in the address. */
export function readStateSearch(search: Record<string, unknown>): { state?: string } {
  return { state: typeof search.state === 'string' ? search.state : undefined }
}
