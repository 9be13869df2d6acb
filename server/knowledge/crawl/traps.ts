/** Variants of one path, told apart by what follows the `?`. */
const mostVariants = 50
/** So many pages of one form that were nothing new, and more than were: the rest is not asked for. */
const enoughAlike = 8

/**
 * Sees where a site makes up addresses without end, such as a calendar of all months: addresses of one form whose pages say nothing new.
 * Forms are addresses with their numbers taken out.
 */
export class Traps {
  readonly #variants = new Map<string, Set<string>>()
  readonly #forms = new Map<string, { fresh: number; stale: number }>()

  /** Whether to ask for this address, which was never read before. */
  allows(address: string): boolean {
    const { pathname, search } = new URL(address)
    const form = this.#forms.get(formOf(address))
    if (form && form.stale >= enoughAlike && form.stale > form.fresh) return false
    if (search === '') return true
    const variants = this.#variants.get(pathname) ?? new Set()
    this.#variants.set(pathname, variants)
    if (variants.size < mostVariants) variants.add(search)
    return variants.has(search)
  }

  /** What came of a page. */
  note(address: string, came: 'fresh' | 'stale'): void {
    const key = formOf(address)
    const form = this.#forms.get(key) ?? { fresh: 0, stale: 0 }
    form[came]++
    this.#forms.set(key, form)
  }
}

function formOf(address: string): string {
  const { pathname, searchParams } = new URL(address)
  return `${pathname.replace(/\d+/g, '#')}?${[...searchParams.keys()].sort().join('&')}`
}
