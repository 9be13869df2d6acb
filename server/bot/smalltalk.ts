import type { Language } from '@baton/contracts/answering.ts'
import { languageOf } from './language.ts'
import { smallTalkLines } from './smalltalk-lines.ts'
import { asksWho, type Courtesy, courtesyWords, fillers } from './smalltalk-words.ts'

/** What a line is when it asks for no knowledge: answered at once, never searched, never a reason to hand over. */
export type SmallTalk = Courtesy | 'whoAreYou'

/**
 * Recognises a line that is nothing but a greeting, thanks, a goodbye, an "okay", abuse, or the question whether this is a bot. A line that says
 * more ("hi, where is my parcel?") is none of these. Ten languages for the short ones.
 */
export function smallTalkOf(line: string): SmallTalk | null {
  const words = plain(line)
  if (!words || words.length > mostWords) return null
  if (asksWho.test(words.join(' '))) return 'whoAreYou'
  for (const [kind, list] of kinds) if (madeOf(words, list)) return kind
  return null
}

/** The language of a short line: that of its courtesies, where they have only one. */
export function smallTalkLanguage(line: string): Language | null {
  const words = plain(line) ?? []
  const spoken = [...phrasesIn(words)].flatMap((phrase) => languagesOf.get(phrase) ?? [])
  const [first, ...others] = [...new Set(spoken)]
  return first && others.length === 0 ? first : languageOf(line)
}

export type Introduced = { name: string; company?: string | undefined; bio?: string | undefined }

/** The short, honest line that answers it. */
export function smallTalkLine(kind: SmallTalk, bot: Introduced, language: Language = 'en'): string {
  const lines = smallTalkLines[language]
  const who = bot.company ? lines.who : lines.whoAlone
  const said = lines[kind]
    .replace('{who}', who)
    .replace('{name}', () => bot.name)
    .replace('{company}', () => bot.company ?? '')
  const line = said.charAt(0).toUpperCase() + said.slice(1)
  return kind === 'whoAreYou' && bot.bio ? `${line} ${bot.bio}` : line
}

const mostWords = 9

function plain(line: string): string[] | null {
  return line
    .slice(0, 500)
    .toLowerCase()
    .replace(/['’`]/g, '')
    .match(/[\p{L}\p{M}\p{N}]+/gu)
}

const list = (words: string) => words.split(' ').map((word) => word.replaceAll('_', ' '))

const order: Courtesy[] = ['abuse', 'goodbye', 'thanks', 'greeting', 'fine']
const kinds = order.map((kind): [Courtesy, Set<string>] => [kind, new Set(Object.values(courtesyWords).flatMap((of) => list(of[kind])))])
const between = new Set(list(fillers))
const courtesy = new Set(kinds.flatMap(([, words]) => [...words]))

const languagesOf = new Map<string, Language[]>()
for (const [language, of] of Object.entries(courtesyWords) as [Language, Record<Courtesy, string>][])
  for (const word of list(Object.values(of).join(' '))) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])

/** Only words of courtesy, at least one of this kind. */
function madeOf(words: string[], kind: Set<string>): boolean {
  let own = false
  for (let i = 0; i < words.length; ) {
    const length = phraseAt(words, i)
    if (length) own ||= kind.has(words.slice(i, i + length).join(' '))
    else if (!between.has(words[i] ?? '')) return false
    i += length ?? 1
  }
  return own
}

function* phrasesIn(words: string[]): Generator<string> {
  for (let i = 0; i < words.length; ) {
    const length = phraseAt(words, i)
    if (length) yield words.slice(i, i + length).join(' ')
    i += length ?? 1
  }
}

function phraseAt(words: string[], i: number): number | undefined {
  return [4, 3, 2, 1].find((n) => i + n <= words.length && courtesy.has(words.slice(i, i + n).join(' ')))
}
