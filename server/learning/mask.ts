/** What stands in an answer to one visitor and not in an answer to all. */
const telephones = /(?<![\p{L}\p{N}.,])\+?\(?\d{1,5}\)?(?:[ ./()-]{1,2}\d{2,9}){1,5}(?![\p{L}\p{N}])/gu
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu, '[e-mail]'],
  // A link of their own: what stands behind the question mark says whose.
  [/(https?:\/\/[^\s?#]{1,500})[?#][^\s]{1,2000}/g, '$1'],
  // IBANs and cards before telephones, which are shorter.
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, '[number]'],
  [telephones, '[number]'],
  // Orders, parcels, customers: letters and digits mixed, or five digits and more.
  [/#\s?[\p{L}\d-]*\d[\p{L}\d-]*/gu, '[number]'],
  [/(?<![\p{L}\p{N}])(?=[\p{Lu}\d-]*\d{3})[\p{Lu}]{1,8}-?[\p{Lu}\d-]{3,30}(?![\p{L}\p{N}])/gu, '[number]'],
  [/(?<![\p{L}\p{N}.,])\d{5,30}(?![\p{L}\p{N}]|[.,]\d)/gu, '[number]'],
]
const dates = /^(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{2,4})$/

/** A text without personal data: e-mail addresses, numbers that belong to one person, and the `names` given. `masked` counts what was taken out. */
export function mask(text: string, names: readonly string[] = []): { text: string; masked: number } {
  let masked = 0
  let result = text
  for (const [pattern, instead] of patterns)
    result = result.replace(pattern, (found: string, ...rest: unknown[]) => {
      if (pattern === telephones && (dates.test(found) || found.replace(/\D/g, '').length < 7)) return found
      masked++
      return instead === '$1' ? String(rest[0]) : instead
    })
  for (const name of partsOf(names))
    result = result.replace(new RegExp(`(?<![\\p{L}\\p{N}])${literally(name)}(?:’s|'s)?(?![\\p{L}\\p{N}])`, 'gu'), () => {
      masked++
      return '[name]'
    })
  // "…, Mara.": without the name, nobody is spoken to.
  return { text: result.replace(/,\s*\[name\](?=\s*[.!?])/g, ''), masked }
}

/** A whole name before its parts; initials and particles say nothing of anybody. */
function partsOf(names: readonly string[]): string[] {
  const parts = names.flatMap((name) => [name.trim(), ...name.trim().split(/\s+/)]).filter((part) => part.length > 2)
  return [...new Set(parts)].sort((a, b) => b.length - a.length)
}

/** For a pattern: the text itself, whatever it means there. */
export const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
