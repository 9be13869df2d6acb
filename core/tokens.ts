/** A word of a line: as it is compared (lower case, without accents, "don't" as dont), and where it stands, in UTF-16 units. */
export type Token = { word: string; start: number; end: number; clause: number; sentence: number }

/** The longest line there may be; nothing is read beyond it. */
export const longestLine = 4000

/** `transfer_to_agent` is the name of something, not a wish: an underscore belongs to its word. */
const wordPattern = /[\p{L}\p{M}\p{N}_]+/gu
const apostrophe = /^['’`´]$/
/** English endings that belong to the word before the apostrophe; elsewhere ("j'ai", "c'è") the apostrophe parts two words. */
const tails = new Set(['t', 's', 'd', 'm', 're', 've', 'll'])
const clauseEnd = /[.!?;:,…\n\r"“”()¿¡]|\s[-–—]\s/
const sentenceEnd = /[!?;…\n\r]|\.(?:\s|$)/

/** A comma before these goes on with the same thought: "jemanden, mit dem ich sprechen kann". */
const goingOn = new Set(['mit', 'der', 'die', 'den', 'ktory', 'ktora', 'z', 'who', 'som'])

/** The words of a line, numbered by clause and by sentence. Linear in the length of the line; the last line is remembered, since many look at it. */
export function tokenize(line: string): readonly Token[] {
  if (last?.line !== line) last = { line, tokens: wordsOf(line.slice(0, longestLine)) }
  return last.tokens
}

let last: { line: string; tokens: readonly Token[] } | null = null

function wordsOf(text: string): Token[] {
  const tokens: Token[] = []
  let clause = 0
  let sentence = 0
  for (const match of text.matchAll(wordPattern)) {
    const word = plain(match[0])
    const before = tokens.at(-1)
    const end = match.index + match[0].length
    const gap = text.slice(before?.end ?? 0, match.index)
    if (before && apostrophe.test(gap) && tails.has(word)) {
      before.word += word
      before.end = end
      continue
    }
    if (clauseEnd.test(gap) && !(gap.trim() === ',' && goingOn.has(word))) clause++
    if (before && sentenceEnd.test(gap)) sentence++
    tokens.push({ word, start: match.index, end, clause, sentence })
  }
  return tokens
}

/** A word as words are compared: lower case, without accents. */
export function plain(word: string): string {
  const lower = word.toLowerCase()
  if (/^[a-z0-9]+$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[łßıøœæ]/g, (letter) => spelt[letter] ?? letter)
}

const spelt: Record<string, string> = { ł: 'l', ß: 'ss', ı: 'i', ø: 'o', œ: 'oe', æ: 'ae' }

/** Every spelling of a word that lacks one letter, the first kept: two words with one in common are a slip of the keyboard apart. */
export function withoutOne(word: string): string[] {
  const all: string[] = []
  for (let i = 1; i < word.length; i++) all.push(word.slice(0, i) + word.slice(i + 1))
  return all
}
