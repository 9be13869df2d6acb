import { languages, type Role } from './asked-words.ts'
import { type Token, tokenize, withoutOne } from './tokens.ts'

/** What in a line asks for a person: `marks` are offsets into the line ([start, end) in UTF-16 units), `score` 0.5–1 how plainly it asks. */
export type Asked = { marks: [number, number][]; score: number }

/**
 * Does this line ask for a person? Phrase lists and word order only: microseconds, linear in the length of the line, at most its first 4,000 characters.
 * Knows English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish and Swedish; reads through one slip of the keyboard in English.
 * Not asked: a person in a question about something else, somebody of the visitor's own ("my travel agent"), a refusal, "are you a human?".
 */
export function asksForPerson(text: string): Asked | null {
  const tokens = tokenize(text)
  if (last?.tokens !== tokens) last = { tokens, asked: read(tokens) }
  return last.asked
}

/** The last line is remembered: a replay looks at each under two policies. */
let last: { tokens: readonly Token[]; asked: Asked | null } | null = null

function read(tokens: readonly Token[]): Asked | null {
  let best: Found | null = null
  for (const [language, any] of rolesIn(tokens).entries()) {
    if (!asksOrNames(any)) continue
    const line = readRoles(tokens, language)
    for (const clause of clausesOf(tokens)) {
      const found = readClause({ ...line, ...clause })
      if (found && (!best || found.score > best.score)) best = found
    }
  }
  if (!best) return null
  const from = tokens[best.from]
  const to = tokens[best.to]
  return from && to ? { marks: [[from.start, to.end]], score: best.score } : null
}

// ——— words

function* clausesOf(tokens: readonly Token[]): Generator<{ from: number; to: number }> {
  let from = 0
  for (let i = 1; i <= tokens.length; i++) {
    if (i < tokens.length && tokens[i]?.clause === tokens[from]?.clause) continue
    yield { from, to: i }
    from = i
  }
}

// ——— roles of words

const roles = [
  ...(['person', 'some', 'team', 'real', 'talk', 'pass', 'want', 'exist', 'here'] as const),
  ...(['call', 'help', 'not', 'cannot', 'bot', 'tired', 'mine', 'filler', 'with', 'insider', 'for', 'raise'] as const),
]
const bit = Object.fromEntries(roles.map((role, i) => [role, 1 << i])) as Record<Role, number>
const anybody = bit.person | bit.some
const anywhere = anybody | bit.team

/** What a word may be in one language, by its place among them. */
type Sense = { language: number; bits: number }
type Phrase = Sense & { rest: string[] }

/** All languages in one, so that each word of a line is looked up once. */
const words = new Map<string, Sense[]>()
const stems = new Map<string, Sense[]>()
const phrases = new Map<string, Phrase[]>()

for (const [language, { words: lists }] of languages.entries())
  for (const [role, list] of Object.entries(lists))
    for (const entry of list.split(' ').filter(Boolean)) enter(entry, { language, bits: bit[role as Role] })

function enter(entry: string, sense: Sense): void {
  const [first = '', ...rest] = entry.split('_')
  if (rest.length > 0) phrases.set(first, [...(phrases.get(first) ?? []), { ...sense, rest }])
  else if (first.endsWith('*')) enterWord(stems, first.slice(0, -1), sense)
  else enterWord(words, first, sense)
}

function enterWord(among: Map<string, Sense[]>, word: string, { language, bits }: Sense): void {
  const senses = among.get(word) ?? []
  const known = senses.find((one) => one.language === language)
  if (known) known.bits |= bits
  else senses.push({ language, bits })
  among.set(word, senses)
}

const english = languages.findIndex(({ name }) => name === 'en')
const inEnglish = (word: string): number => words.get(word)?.find(({ language }) => language === english)?.bits ?? 0

/** Every English spelling that lacks one letter, so that one slip (a letter lost, added or swapped) is found by look-up. */
const slips = new Map<string, number>()
for (const word of words.keys()) {
  const kept = inEnglish(word) & (anybody | bit.talk)
  if (word.length < 4 || !kept) continue
  for (const shorter of withoutOne(word)) slips.set(shorter, (slips.get(shorter) ?? 0) | kept)
}

/** Real words that are one slip away from a word of ours. */
const otherWords = new Set(
  'taking tall tale chart chat-room cart charts contract contracts contrast humane humid gents agents-of stiff tack speck speaks teach beach react each real rely reaches personal persona parson'.split(
    ' ',
  ),
)

/** For each language all roles that there are in a line: most lines are of no interest in most languages. */
function rolesIn(tokens: readonly Token[]): Int32Array {
  const any = new Int32Array(languages.length)
  const note = (language: number, bits: number) => {
    any[language] = (any[language] ?? 0) | bits
  }
  for (const [i, { word }] of tokens.entries()) {
    eachSense(word, note)
    for (const { language, bits, rest } of phrases.get(word) ?? []) if (phraseStands(tokens, i, rest)) note(language, bits)
  }
  return any
}

/** Without any of these nobody asks. */
function asksOrNames(any: number): boolean {
  return (any & (anybody | bit.pass | bit.call | bit.raise | bit.bot)) !== 0 || ((any & bit.team) !== 0 && (any & bit.talk) !== 0)
}

type Line = { bits: Int32Array; length: Int32Array; verbLast: boolean }

/** The roles of each token in one language. */
function readRoles(tokens: readonly Token[], language: number): Line {
  const bits = new Int32Array(tokens.length)
  const length = new Int32Array(tokens.length).fill(1)
  for (const [i, { word }] of tokens.entries())
    eachSense(word, (its, roles) => {
      if (its === language) bits[i] = (bits[i] ?? 0) | roles
    })
  for (const [i, { word }] of tokens.entries()) {
    for (const phrase of phrases.get(word) ?? []) {
      if (phrase.language !== language || !phraseStands(tokens, i, phrase.rest)) continue
      bits[i] = (bits[i] ?? 0) | phrase.bits
      length[i] = Math.max(length[i] ?? 1, phrase.rest.length + 1)
      if (phrase.bits & bit.cannot) forgive(bits, i, phrase.rest.length)
    }
  }
  return { bits, length, verbLast: languages[language]?.verbLast ?? false }
}

const longestStem = 18

/** What a word is, language by language; in English also what it may have been meant to be. */
function eachSense(word: string, see: (language: number, bits: number) => void): void {
  let inEnglish = 0
  const note = ({ language, bits }: Sense) => {
    if (language === english) inEnglish |= bits
    see(language, bits)
  }
  words.get(word)?.forEach(note)
  for (let end = Math.min(word.length, longestStem); end >= 3; end--) stems.get(word.slice(0, end))?.forEach(note)
  if (inEnglish === 0) see(english, slippedRoles(word))
}

/** What an English word may have been meant to be. */
function slippedRoles(word: string): number {
  if (word.length < 4 || word.length > 16 || otherWords.has(word)) return 0
  let found = slips.get(word) ?? 0
  for (const shorter of withoutOne(word)) found |= slips.get(shorter) ?? inEnglish(shorter)
  if (!found && word.startsWith('to')) found = inEnglish(word.slice(2))
  return found & (anybody | bit.talk)
}

function phraseStands(tokens: readonly Token[], at: number, rest: string[]): boolean {
  const clause = tokens[at]?.clause
  return rest.every((word, k) => {
    const token = tokens[at + k + 1]
    if (!token || token.clause !== clause) return false
    return word.endsWith('*') ? token.word.startsWith(word.slice(0, -1)) : token.word === word
  })
}

/** "I don't know how to reach an agent" negates the knowing, not the wish. */
function forgive(bits: Int32Array, at: number, more: number): void {
  for (let i = at; i <= at + more; i++) bits[i] = (bits[i] ?? 0) & ~bit.not
}

// ——— one clause

type Clause = Line & { from: number; to: number }
type Found = { from: number; to: number; score: number }
const rules = [raised, passed, talked, talkedLast, wanted, existing, calledBack, insiderHelps, bare, tiredOfBot]

function readClause(clause: Clause): Found | null {
  let best: Found | null = null
  for (let i = clause.from; i < clause.to; i++) {
    if (!clause.bits[i]) continue
    for (const rule of rules) {
      const found = rule(clause, i)
      if (found && (!best || found.score > best.score)) best = { ...found, to: Math.min(clause.to, endOf(clause, found.to)) - 1 }
    }
  }
  return best
}

const is = (clause: Clause, at: number, mask: number): boolean =>
  at >= clause.from && at < clause.to && ((clause.bits[at] ?? 0) & mask) !== 0
const endOf = (clause: Clause, at: number): number => at + (clause.length[at] ?? 1)

function next(clause: Clause, from: number, reach: number, mask: number): number {
  for (let i = from; i < Math.min(clause.to, from + reach); i++) if (is(clause, i, mask)) return i
  return -1
}

/** Somebody who could answer, not the visitor's own agent. */
function somebody(clause: Clause, from: number, reach: number, mask: number): number {
  for (let i = from; i < Math.min(clause.to, from + reach); i++) {
    if (is(clause, i, mask) && !is(clause, i - 1, bit.mine) && !is(clause, i - 2, bit.mine)) return i
  }
  return -1
}

function refused(clause: Clause, at: number, reach = 4): boolean {
  return next(clause, Math.max(clause.from, at - reach), Math.min(reach, at - clause.from), bit.not) >= 0
}

/** The name of a person ends here: "a human", not "a human size mannequin". */
function stands(clause: Clause, at: number): boolean {
  const after = endOf(clause, at)
  return (
    after >= clause.to ||
    is(clause, after, bit.filler | bit.real | bit.here | bit.talk | bit.call | bit.help | bit.with | bit.not | bit.want)
  )
}

function onlyFiller(clause: Clause, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!is(clause, i, bit.filler | bit.real | bit.with | bit.want | bit.insider)) return false
  return true
}

function raised(clause: Clause, i: number): Found | null {
  return is(clause, i, bit.raise) && !refused(clause, i) && stands(clause, i) ? { from: i, to: endOf(clause, i) - 1, score: 0.85 } : null
}

function passed(clause: Clause, i: number): Found | null {
  if (!is(clause, i, bit.pass) || refused(clause, i)) return null
  const after = endOf(clause, i)
  const whom = somebody(clause, i + 1, 6, anywhere)
  if (whom >= 0) return { from: i, to: whom, score: 0.95 }
  const before = clause.verbLast ? somebody(clause, Math.max(clause.from, i - 5), Math.min(5, i - clause.from), anywhere) : -1
  if (before >= 0) return { from: before, to: after - 1, score: 0.9 }
  return onlyFiller(clause, after, clause.to) && clause.to - after <= 2 && after - i > 1 ? { from: i, to: after - 1, score: 0.7 } : null
}

function talked(clause: Clause, i: number): Found | null {
  if (!is(clause, i, bit.talk) || refused(clause, i)) return null
  const whom = somebody(clause, endOf(clause, i), 5, anywhere)
  if (whom < 0) return null
  // "Sprechen Ihre Mitarbeiter Englisch?"
  if (clause.verbLast && i === clause.from && next(clause, i + 1, whom - i, bit.with) < 0) return null
  if (is(clause, whom, anybody)) return { from: i, to: whom, score: 0.95 }
  return whom - endOf(clause, i) <= 3 ? { from: i, to: whom, score: 0.8 } : null
}

function talkedLast(clause: Clause, i: number): Found | null {
  if (!is(clause, i, anybody) || somebody(clause, i, 1, anybody) < 0) return null
  const verb = next(clause, endOf(clause, i), 6, bit.talk)
  if (verb < 0 || refused(clause, i) || (clause.verbLast && refused(clause, verb + 3, 2 + verb - i))) return null
  const wished =
    next(clause, Math.max(clause.from, i - 5), Math.min(5, i - clause.from), bit.want | bit.exist | (clause.verbLast ? bit.with : 0)) >= 0
  return wished || (clause.verbLast && next(clause, verb, 3, bit.want | bit.filler) >= 0) ? { from: i, to: verb, score: 0.85 } : null
}

function wanted(clause: Clause, i: number): Found | null {
  if (!is(clause, i, anybody) || somebody(clause, i, 1, anybody) < 0 || !stands(clause, i)) return null
  const real = is(clause, i - 1, bit.real) || is(clause, i + 1, bit.real)
  if (!real && !is(clause, i, bit.person) && sentElsewhere(clause, endOf(clause, i))) return null
  for (let from = i - 1; from >= Math.max(clause.from, i - 6); from--) {
    if (is(clause, from, bit.want) && onlyFiller(clause, endOf(clause, from), i)) {
      if (refused(clause, from, 3)) return null
      return { from, to: i, score: is(clause, i, bit.person) || real ? 0.9 : 0.65 }
    }
  }
  const later = clause.verbLast ? next(clause, endOf(clause, i), 3, bit.want) : -1
  return later >= 0 && (is(clause, i, bit.person) || real) && !refused(clause, later + 1, later - i + 4)
    ? { from: i, to: later, score: 0.75 }
    : null
}

/** "someone to sign for the parcel": not to talk or to help. */
function sentElsewhere(clause: Clause, after: number): boolean {
  return (
    is(clause, after, bit.with) && after + 1 < clause.to && !is(clause, after + 1, bit.talk | bit.call | bit.help | bit.filler | bit.want)
  )
}

function existing(clause: Clause, i: number): Found | null {
  if (!is(clause, i, bit.exist) || refused(clause, i)) return null
  const whom = somebody(clause, i + 1, 6, anybody)
  if (whom < 0 || !stands(clause, whom) || is(clause, whom - 1, bit.for)) return null
  const real = next(clause, i + 1, whom - i + 1, bit.real) >= 0
  const use = next(clause, endOf(clause, whom), 5, bit.here | bit.talk | bit.call | bit.help) >= 0
  const last = endOf(clause, whom) >= clause.to
  const alone = last || (is(clause, whom, bit.person) && onlyFiller(clause, endOf(clause, whom), clause.to))
  return real || use || alone ? { from: i, to: whom, score: 0.8 } : null
}

function calledBack(clause: Clause, i: number): Found | null {
  if (!is(clause, i, bit.call)) return null
  const reach = Math.min(6, i - clause.from)
  const before = somebody(clause, i - reach, reach, anybody | bit.insider)
  const after = before >= 0 ? -1 : somebody(clause, i + 1, 6, anybody)
  const whom = after >= 0 && (clause.verbLast || onlyFiller(clause, endOf(clause, i), after)) ? after : before
  return whom < 0 || refused(clause, i) ? null : { from: Math.min(whom, i), to: Math.max(whom, i), score: 0.85 }
}

function insiderHelps(clause: Clause, i: number): Found | null {
  const sent = is(clause, i, bit.some) && is(clause, i - 1, bit.want)
  if (!is(clause, i, bit.insider) && !sent) return null
  const verb = next(clause, endOf(clause, i), 6, bit.help)
  return verb < 0 || refused(clause, i) ? null : { from: i, to: verb, score: 0.75 }
}

const mostBare = 7

/** Nothing but the name of a person and small words: "agent plz", "no bot, a human". */
function bare(clause: Clause, i: number): Found | null {
  if (i !== clause.from || clause.to - i > mostBare) return null
  // In the middle of a line it only explains: "Ana, a real human, told me".
  if (i > 0 && clause.to < clause.bits.length) return null
  let seen = 0
  for (let at = i; at < clause.to; at += clause.length[at] ?? 1) {
    const bits = clause.bits[at] ?? 0
    if (!(bits & (anybody | bit.real | bit.filler | bit.want | bit.tired | bit.not | bit.bot | bit.team))) return null
    if (bits & (bit.mine | bit.exist)) return null
    seen |= bits & bit.person && bits & bit.real ? bits & ~bit.real : bits
  }
  const who = somebody(clause, i, clause.to - i, anybody)
  if (who < 0 || (seen & bit.bot && !(seen & (bit.not | bit.tired)))) return null
  if (seen & bit.not && !(seen & bit.bot)) return null
  return seen & bit.person || seen & bit.real || seen & bit.bot || (seen & bit.team && clause.to - i > 2)
    ? { from: i, to: clause.to - 1, score: 0.8 }
    : null
}

function tiredOfBot(clause: Clause, i: number): Found | null {
  if (!is(clause, i, bit.tired)) return null
  const bot = next(clause, i + 1, 7, bit.bot)
  return bot >= 0 && stands(clause, bot) ? { from: i, to: bot, score: 0.7 } : null
}
