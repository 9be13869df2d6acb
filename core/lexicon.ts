import type { Token } from './tokens.ts'

/** Which roles the words of a line have: `bits[i]` for the phrases that begin at word `i`, `length[i]` the words of the longest of them. */
export type Tagged = { bits: Int32Array; length: Int32Array }
export type Lexicon<Role extends string> = { role: Record<Role, number>; tag(tokens: readonly Token[]): Tagged }

type Phrase = { rest: string[]; bits: number }
type Entries = { words: Map<string, number>; stems: Map<string, [stem: string, bits: number][]>; phrases: Map<string, Phrase[]> }

/**
 * Lists of words and phrases by role, at most 31 roles. Written as lines are compared: without accents, parted by white space; `_` joins a phrase,
 * `*` at an end, after two letters at least, stands for any ending and alone, after the first word, for any one word. A phrase stands within one sentence.
 */
export function lexicon<Role extends string>(lists: Record<Role, string>): Lexicon<Role> {
  const role = {} as Record<Role, number>
  const entries: Entries = { words: new Map(), stems: new Map(), phrases: new Map() }
  for (const [i, name] of (Object.keys(lists) as Role[]).entries()) {
    role[name] = 1 << i
    for (const entry of lists[name].split(/\s+/).filter(Boolean)) enter(entries, entry, role[name])
  }
  return { role, tag: (tokens) => tag(tokens, entries) }
}

function enter({ words, stems, phrases }: Entries, entry: string, bits: number): void {
  const [first = '', ...rest] = entry.split('_')
  if (rest.length > 0) phrases.set(first, [...(phrases.get(first) ?? []), { rest, bits }])
  else if (first.endsWith('*')) stems.set(first.slice(0, 2), [...(stems.get(first.slice(0, 2)) ?? []), [first.slice(0, -1), bits]])
  else words.set(first, (words.get(first) ?? 0) | bits)
}

function tag(tokens: readonly Token[], { words, stems, phrases }: Entries): Tagged {
  const bits = new Int32Array(tokens.length)
  const length = new Int32Array(tokens.length).fill(1)
  for (const [i, { word }] of tokens.entries()) {
    let found = words.get(word) ?? 0
    for (const [stem, roles] of stems.get(word.slice(0, 2)) ?? []) if (word.startsWith(stem)) found |= roles
    for (const phrase of phrases.get(word) ?? []) {
      if (!stands(tokens, i, phrase.rest)) continue
      found |= phrase.bits
      length[i] = Math.max(length[i] ?? 1, phrase.rest.length + 1)
    }
    bits[i] = found
  }
  return { bits, length }
}

function stands(tokens: readonly Token[], at: number, rest: readonly string[]): boolean {
  const sentence = tokens[at]?.sentence
  return rest.every((word, k) => {
    const token = tokens[at + k + 1]
    if (!token || token.sentence !== sentence) return false
    if (word === '*') return true
    return word.endsWith('*') ? token.word.startsWith(word.slice(0, -1)) : token.word === word
  })
}
