import { promisesIn } from '@baton/core/promises.ts'
import type { Line } from './grounded.ts'
import { languageOf } from './language.ts'
import type { Passage } from './search.ts'
import { wordsOf } from './words.ts'

/** What may be wrong with a sentence that a model wrote. The first six are never said, whatever the policy allows. */
export type Wrong =
  | 'markup'
  | 'link'
  | 'promise'
  | 'instructions'
  | 'pretends'
  | 'tooLong'
  | 'noCitation'
  | 'number'
  | 'name'
  | 'unsupported'
export const unspeakable: readonly Wrong[] = ['markup', 'link', 'promise', 'instructions', 'pretends', 'tooLong']

/** What a sentence is held against: the passages that it cites, and what else it may repeat. */
export type Against = {
  cited: readonly Passage[]
  lines: readonly Line[]
  bot: { name: string; company?: string | undefined }
  /** What the model was told to do, which it must not tell. */
  instructions: string
}

const longest = 1_200

/** The first thing wrong with a sentence, or null. */
export function wrongWith(said: string, { cited, lines, bot, instructions }: Against): Wrong | null {
  const text = said.normalize('NFKC')
  if (text.length > longest) return 'tooLong'
  if (markup.test(text)) return 'markup'
  if (!linksOf(text).every((link) => cited.some((passage) => gives(passage, link)))) return 'link'
  if (tells(text, instructions)) return 'instructions'
  if (pretends.test(text.toLowerCase().replace(/[’`´]/g, "'"))) return 'pretends'
  if (cited.length === 0) return 'noCitation'
  if (promises(text, cited)) return 'promise'
  const source = cited
    .map(({ title, question, text: body, url }) => `${title} ${question ?? ''} ${body} ${url ?? ''}`)
    .join(' ')
    .normalize('NFKC')
  const asked = lines
    .filter(({ by }) => by === 'visitor')
    .map(({ text: line }) => line)
    .join(' ')
    .normalize('NFKC')
  if (!numbersStand(text, source, asked)) return 'number'
  if (otherTongue(text, source)) return null
  if (shareOf(text, source) < leastSupport) return 'unsupported'
  return namesStand(text, `${source} ${asked} ${bot.name} ${bot.company ?? ''}`) ? null : 'name'
}

/** Share of the text's longer words that stand in the source, 0–1. */
export function supportOf(text: string, cited: readonly Passage[]): number {
  return shareOf(text, cited.map(({ title, question, text: body }) => `${title} ${question ?? ''} ${body}`).join(' '))
}

/** Elements, pictures, scripts: a visitor's page would show what they say, or ask others for it. */
const markup = /<\s*[a-z!/?]|!\[|\b(?:java|vb)script\s*:|\bdata:\w+\/|\bfile:\/\//i

/** Addresses with and without a scheme, and mail addresses. */
const linkLike =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>()[\]"'“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[/?#][^\s<>()[\]"'“”]*|(?=[\s.,;:!?)\]]|$))/gi
const endings = /\.(?:pdf|docx?|txt|csv|md|html?|jpe?g|png|xlsx?|zip)$/i

function linksOf(text: string): string[] {
  return (text.match(linkLike) ?? [])
    .map((link) => link.replace(/[.,;:!?]+$/, ''))
    .filter((link) => !endings.test(link) || /[/@]/.test(link))
}

/**
 * What the owner wrote may hold any link. A page that was read holds the words of whoever can write there, so of its links only those to the same
 * site are given on.
 */
function gives({ url, title, question, text }: Passage, link: string): boolean {
  const written = linksOf(`${title} ${question ?? ''} ${text} ${url ?? ''}`.normalize('NFKC'))
  if (!written.some((one) => bare(one) === bare(link))) return false
  return url === null || question !== null || siteOf(link) === siteOf(url)
}

const bare = (link: string) =>
  link
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')

/** The last two parts of a host's name; three where the last two are short, as in `.co.uk`. */
function siteOf(link: string): string {
  const host = link.includes('@')
    ? link.slice(link.lastIndexOf('@') + 1)
    : link.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#:]/, 1)[0]
  const parts = (host ?? '').toLowerCase().split('.')
  const short = parts.length > 2 && parts.slice(-2).every((part) => part.length <= 3)
  return parts.slice(short ? -3 : -2).join('.')
}

const tellingWords = 8

/** So many words in a row as the instructions have them. */
function tells(text: string, instructions: string): boolean {
  const words = wordsOf(text)
  const told = ` ${wordsOf(instructions).join(' ')} `
  for (let i = 0; i + tellingWords <= words.length; i++) if (told.includes(` ${words.slice(i, i + tellingWords).join(' ')} `)) return true
  return false
}

/** Claims to be a person, or not to be a bot. */
const pretends =
  /\b(?:i'm|i am|you are (?:talking|speaking|chatting) (?:to|with)) (?:actually )?an? (?:real |actual |living |live )*(?:human|person|employee|man|woman)\b|\bi(?:'m| am) not an? (?:ro)?bot\b|\bnot an? (?:ro)?bot, (?:but )?a\b|\bich bin (?:ein mensch|eine echte person|kein (?:ro)?bot)|\bje suis (?:un humain|une humaine|une (?:vraie )?personne|un employé|une employée|une conseillère humaine)|\bje ne suis pas un (?:ro)?bot|\bsoy (?:humano|humana|una persona|un empleado)|\bno soy un (?:ro)?bot|\bsono (?:umano|umana|una persona)|\bnon sono un (?:ro)?bot|\bsou (?:humano|humana|uma pessoa)|\bik ben (?:een mens|geen (?:ro)?bot)|\bjestem (?:człowiekiem|osobą)|\bben (?:bir )?insanım|\bjag är (?:en människa|ingen (?:ro)?bot)/u

const sameWords = 0.7

/** Claims or promises an action that a bot without hands can't do. What a cited passage says the company does is information; what "I" do never is. */
function promises(text: string, cited: readonly Passage[]): boolean {
  const told = cited.flatMap((passage) => promisesIn(passage.text))
  return promisesIn(text).some((sentence) => myself.test(sentence) || !told.some((one) => shareOf(sentence, one) >= sameWords))
}

const myself = /(?<![\p{L}'’])(?:i|i['’]\w+|ich|je|j['’]\w+|yo|he|io|ho|eu|ik|jag)(?![\p{L}'’])/iu

/** A number stands in a source, or is one that the visitor gave; but shares, prices and codes come from a source alone. */
function numbersStand(text: string, source: string, asked: string): boolean {
  const [known, given] = [new Set(numbersOf(source)), new Set(numbersOf(asked))]
  const costly = new Set(numbersOf((text.match(costs) ?? []).join(' ')))
  return numbersOf(text).every((number) => known.has(number) || (given.has(number) && !costly.has(number)))
}

const costs =
  /\p{Sc}\s*[\d.,]+|[\d.,]+\s*(?:\p{Sc}|%|percent|prozent|pour cent|por ciento|per cento|procent|euros?|dollars?|pounds?|cents?|franken|francs?|z[łl]|kr|tl|usd|eur|gbp|chf)|\b\p{L}+[\d]+\w*/giu

function numbersOf(text: string): string[] {
  return (text.match(/\p{Nd}+(?:[.,:]\p{Nd}+)*/gu) ?? []).map((number) => number.replaceAll(',', '.').replace(/\.0+$/, ''))
}

const leastSupport = 0.34
const polite = /^(?:I['’]\w+|Sie|Ihr\w*|Ihnen|Lei|La|Le|Pan\w*|Państw\w+|U|Uw|Vd|Ud)$/

/** Names of people, things and places stand somewhere in what may be repeated. German writes every noun like a name, so there none are looked for. */
function namesStand(text: string, known: string): boolean {
  if (languageOf(text) === 'de') return true
  const inside = [...text.matchAll(/(?<!^|[\p{L}\p{M}\p{N}'’-]|[.!?:…“"(]\s*)\p{Lu}[\p{L}\p{M}'’-]+/gu)].map(([word]) => word)
  const words = new Set(wordsOf(known).map(rootOf))
  return inside.every((name) => polite.test(name) || wordsOf(name).every((word) => word.length < 2 || words.has(rootOf(word))))
}

function otherTongue(text: string, source: string): boolean {
  const [one, other] = [languageOf(text), languageOf(source)]
  return one !== null && other !== null && one !== other
}

function shareOf(text: string, source: string): number {
  const words = wordsOf(text).filter((word) => word.length > 3)
  if (words.length === 0) return 1
  const known = new Set(wordsOf(source).map(rootOf))
  return words.filter((word) => known.has(rootOf(word))).length / words.length
}

const rootOf = (word: string) => word.slice(0, 6)
