import { senseWords } from './keyword-words.ts'
import { lexicon, type Tagged } from './lexicon.ts'
import { quotedTokens } from './quotes.ts'
import { stemOf } from './stem.ts'
import type { Token } from './tokens.ts'

/** Whether a keyword in a sentence is meant, and why (not). */
export type Sense = { meant: boolean; why: Why }
export type Why = (typeof reasons)[number] | (typeof excuses)[number]
const reasons = ['want', 'threat', 'report', 'anger', 'authority', 'urgency', 'plain'] as const
const excuses = ['policy', 'negated', 'settled', 'homograph', 'mention'] as const

/** A line made ready to be asked about its keywords. */
export type Reader = Tagged & { text: string; tokens: readonly Token[]; quoted: Uint8Array; forgiven: Uint8Array }

const words = lexicon(senseWords)
const role = words.role

export function senseReader(text: string, tokens: readonly Token[]): Reader {
  const tagged = words.tag(tokens)
  const forgiven = new Uint8Array(tokens.length)
  for (const [i, bits] of tagged.bits.entries()) if (bits & role.forgiven) forgiven.fill(1, i, i + (tagged.length[i] ?? 1))
  return { ...tagged, text, tokens, quoted: quotedTokens(text, tokens), forgiven }
}

/** How the keyword that stands on these words (the last included) is meant, by the sentence around it. English, and plain negation elsewhere. */
export function readSense(line: Reader, [from, last]: [number, number], term: { joined: string; pieces: { stem: string }[] }): Sense {
  const place = placeOf(line, from, last + 1, usualOf(term))
  for (const rule of rules) {
    const why = rule(place)
    if (why) return { meant: !(excuses as readonly Why[]).includes(why), why }
  }
  return { meant: true, why: place.usual }
}

// ——— what kind of word it is

type Usual = (typeof reasons)[number]
const usual: Record<Exclude<Usual, 'plain'>, string> = {
  want: 'refund cancel return exchange reimburse reimbursement terminate unsubscribe close delete replace replacement compensation moneyback downgrade',
  threat: 'chargeback lawyer lawsuit attorney solicitor sue court police legal ombudsman regulator press journalist bbb',
  report: 'fraud databreach breach billingdispute dispute complaint scam hack theft stolen leak phish abuse harassment injury',
  anger:
    'unacceptable furious angry outrageous ridiculous disgust terrible awful useless worst outraged livid annoyed frustrated disappointed',
  authority: 'manager supervisor speakhuman human boss director ceo owner superior escalat agent representative person',
  urgency: 'urgent emergency asap immediately critical deadline important',
}
const usualByStem = new Map(
  Object.entries(usual).flatMap(([why, list]) => list.split(' ').map((word): [string, Usual] => [stemOf(word), why as Usual])),
)

function usualOf({ joined, pieces }: { joined: string; pieces: { stem: string }[] }): Usual {
  return usualByStem.get(joined) ?? usualByStem.get(pieces.at(-1)?.stem ?? '') ?? 'plain'
}

// ——— the place

type Range = [from: number, to: number]
type Place = { line: Reader; from: number; to: number; usual: Usual; clause: Range; sentence: Range; all: Range }

function placeOf(line: Reader, from: number, to: number, usual: Usual): Place {
  const range = (key: 'clause' | 'sentence'): Range => {
    const own = line.tokens[from]?.[key]
    let [start, end] = [from, to]
    while (line.tokens[start - 1]?.[key] === own && start > 0) start--
    while (end < line.tokens.length && line.tokens[end]?.[key] === own) end++
    return [start, end]
  }
  return { line, from, to, usual, clause: range('clause'), sentence: range('sentence'), all: [0, line.tokens.length] }
}

const has = ({ bits }: Reader, [from, to]: Range, mask: number): boolean => at({ bits }, [from, to], mask) >= 0

function at({ bits }: Pick<Reader, 'bits'>, [from, to]: Range, mask: number): number {
  for (let i = Math.max(0, from); i < Math.min(bits.length, to); i++) if ((bits[i] ?? 0) & mask) return i
  return -1
}

const word = (line: Reader, i: number): string => line.tokens[i]?.word ?? ''
const before = ({ from, clause }: Place, reach: number): Range => [Math.max(clause[0], from - reach), from]
const after = ({ to, clause }: Place, reach: number): Range => [to, Math.min(clause[1], to + reach)]

// ——— the rules, the first that speaks decides

type Reading = (place: Place) => Why | null
const rules: Reading[] = [quoted, compound, denied, settled, traded, alone, reached, notYet, asks, mentioned]

function quoted({ line, from }: Place): Why | null {
  return line.quoted[from] ? 'mention' : null
}

/** "cancel button", "password manager", "refund policy". */
function compound(place: Place): Why | null {
  const { line, from, to, sentence } = place
  if (has(line, after(place, 1), role.thing)) return 'homograph'
  if (has(line, after(place, 1), role.policy) && !has(line, sentence, role.grievance | role.threat)) return 'policy'
  const kind = at(line, before(place, 2), role.kind)
  return kind >= 0 && kind + (line.length[kind] ?? 1) === from && to > from ? 'homograph' : null
}

const reach = 7

function denied(place: Place): Why | null {
  return deniedBefore(place) || deniedAfter(place) ? 'negated' : null
}

function deniedBefore(place: Place): boolean {
  const { line, from, sentence, clause } = place
  const rather = line.tokens.slice(clause[0], from).some((token) => preferring.has(token.word))
  if (rather && (word(line, from - 1) === 'than' || word(line, from - 2) === 'than')) return true
  for (let i = from - 1; i >= before(place, reach)[0]; i--) {
    const bits = line.bits[i] ?? 0
    if (bits & role.foreignNot && !(bits & role.not)) return i >= from - 4 && !line.forgiven[i]
    if (bits & role.but && !(bits & role.not)) return false
    if (!(bits & role.not)) continue
    if (line.forgiven[i] || (i === sentence[0] && tags.has(word(line, i)))) return false
    return !undone(place, i)
  }
  return false
}

const preferring = new Set(['rather', 'prefer', 'better'])
/** "isn't this fraud?" asks for a yes. */
const tags = new Set('isnt arent wasnt werent wont wouldnt doesnt didnt havent hasnt shouldnt'.split(' '))
const otherSubjects = new Set('you they nobody noone he she it company support team agent store shop site'.split(' '))

/** "you never refunded me", "it was not cancelled", "no manager called": what was not done is what is wanted. */
function undone(place: Place, not: number): boolean {
  const { line, from, usual } = place
  if (usual === 'authority' && from - not <= 2 && has(line, after(place, 3), role.reach)) return true
  const unmet = word(line, not) === 'nobody' || word(line, not) === 'noone' || (word(line, not) === 'no' && word(line, not + 1) === 'one')
  if (unmet && mine(place)) return true
  if (usual !== 'want' || from - not > 2) return false
  let subject = not - 1
  while (subject > place.clause[0] && auxiliaries.has(word(line, subject))) subject--
  const passive = word(line, from).endsWith('ed') && !has(line, [subject, subject + 1], role.i)
  return unmet || otherSubjects.has(word(line, subject)) || passive || word(line, place.clause[0]) === 'why'
}

/** "my refund" is no question of how refunds work. */
function mine({ line, from, usual }: Place): boolean {
  return usual !== 'authority' && usual !== 'threat' && (word(line, from - 1) === 'my' || word(line, from - 1) === 'our')
}

const auxiliaries = new Set('have has had did do does will would are is was were be been still ever even just'.split(' '))

const unneeded = new Set('needed necessary required wanted warranted unnecessary'.split(' '))
const gotten = new Set(
  'erhalten bekommen angekommen recu arrive recibido llegado ricevuto arrivato recebi recebido ontvangen gekregen otrzymalem dostalem almadim gelmedi fatt fick'.split(
    ' ',
  ),
)

function deniedAfter(place: Place): boolean {
  const { line } = place
  const [from, to] = after(place, 4)
  for (let i = from; i < to; i++) {
    const bits = line.bits[i] ?? 0
    if (bits & role.foreignNot && !(bits & role.not)) return !gotten.has(word(line, i + 1)) && !gotten.has(word(line, i - 1))
    if (unneeded.has(word(line, i))) return i > from && (has(line, [from, i], role.not) || word(line, i) === 'unnecessary')
  }
  return false
}

/** "the refund arrived, thanks", "I cancelled last year". */
function settled(place: Place): Why | null {
  const { line, from, to, sentence, usual } = place
  const ahead: Range = [sentence[0], from]
  const over = at(line, [to, sentence[1]], role.done) >= 0 || thankedFor(place)
  if ((usual === 'anger' || usual === 'urgency') && past(line, before(place, 3)) && (over || has(line, sentence, role.past))) {
    return over || has(line, [to, sentence[1]], role.past) ? 'settled' : null
  }
  const stillOpen = isOpen(place, over) || has(line, place.clause, role.threat) || has(line, ahead, role.want | role.grievance | role.know)
  if (stillOpen || opening(place) >= 0) return null
  if (over || received(place)) return 'settled'
  const self = has(line, before(place, 4), role.i)
  return usual === 'want' && self && word(line, to - 1).endsWith('ed') && has(line, sentence, role.past) ? 'settled' : null
}

/** "but it was resolved" closes what "but" alone would leave open. */
function isOpen({ line, sentence }: Place, over: boolean): boolean {
  for (let i = sentence[0]; i < sentence[1]; i++) {
    if ((line.bits[i] ?? 0) & role.open && !(over && word(line, i) === 'but' && has(line, [sentence[0], i], role.past))) return true
  }
  return false
}

const wereSo = new Set(['was', 'were', 'been'])
const past = (line: Reader, [from, to]: Range): boolean => line.tokens.slice(from, to).some((token) => wereSo.has(token.word))

const thanking = new Set(['thanks', 'thank', 'withdrew', 'dropped', 'withdrawn'])
function thankedFor(place: Place): boolean {
  const [from, to] = before(place, 5)
  return place.line.tokens.slice(from, to).some((token) => thanking.has(token.word))
}

const receiving = new Set(['got', 'received', 'had'])
function received(place: Place): boolean {
  const { line, from, usual } = place
  return usual === 'want' && [1, 2, 3].some((back) => receiving.has(word(line, from - back)) && from - back >= place.clause[0])
}

/** "I'm a supervisor at a school". */
function traded(place: Place): Why | null {
  const trade = place.usual === 'authority' || place.usual === 'threat'
  return trade && owned(place, role.trade) && !has(place.line, place.sentence, role.both) ? 'mention' : null
}

/** "refund", "cancel please", "URGENT!!!" */
function alone({ line, from, to, clause, all, usual }: Place): Why | null {
  const others = clause[1] - clause[0] - (to - from)
  const known = role.please | role.now | role.i | role.want | role.but
  if (has(line, all, role.before) || has(line, clause, role.how | role.know | role.not)) return null
  return others <= 3 && rest(line, [clause[0], from], known) && rest(line, [to, clause[1]], known) ? usual : null
}

function rest(line: Reader, [from, to]: Range, known: number): boolean {
  for (let i = from; i < to; i++) if (!((line.bits[i] ?? 0) & known) && word(line, i).length > 3) return false
  return true
}

/** "let me speak to your manager", "can the manager call me". */
function reached(place: Place): Why | null {
  const { line, usual, all } = place
  if (usual !== 'authority' || has(line, all, role.before)) return null
  const ahead = at(line, before(place, 6), role.reach)
  const later = has(line, after(place, 6), role.reach) && has(line, after(place, 8), role.i)
  const self = ahead < 0 && owned(place, role.self)
  return (ahead >= 0 && !has(line, [ahead, place.from], role.reported)) || (later && !self) ? 'authority' : null
}

/** Not a customer yet, or only supposing. */
function notYet({ line, all, sentence }: Place): Why | null {
  return has(line, all, role.before) && !has(line, sentence, role.grievance | role.threat) ? 'policy' : null
}

const requests = new Set(['can', 'could', 'will', 'would', 'may'])
const persons = new Set(['you', 'u', 'i', 'we', 'someone', 'somebody', 'anyone', 'the', 'your', 'my', 'this', 'that', 'it'])
const suppositions = new Set('if when within after later online during unless once whether depending still'.split(' '))
const lodging = new Set('report file make lodge raise submit open start place register escalate'.split(' '))
const pointing = new Set('this that it my i we'.split(' '))

function asks(place: Place): Why | null {
  const { line, from, sentence, all, usual } = place
  const known = at(line, [sentence[0], from], role.know)
  if (known >= 0 && !has(line, sentence, role.grievance)) return 'policy'
  const how = opening(place)
  if (how < 0) return inShort(place) ? 'policy' : null
  if (has(line, sentence, role.grievance) || has(line, [how, from], role.threat)) return null
  if (has(line, [how, from], role.i) && has(line, all, role.grievance)) return null
  if (mine(place) || (usual === 'anger' && word(line, from - 1) === 'how')) return null
  if (requests.has(word(line, how)) && requesting(place, how)) return usual
  if (usual === 'report' && (pointing.has(word(line, how + 1)) || lodges(place, how))) return usual
  return 'policy'
}

/** "refund to another card?" asks how refunds work; "cancel my order?", "refund please?" ask for one. */
function inShort({ line, to, sentence, usual }: Place): boolean {
  const end = line.tokens[sentence[1] - 1]?.end ?? 0
  if (usual !== 'want' || !/^[^\p{L}\p{N}]{0,3}\?/u.test(line.text.slice(end, end + 4))) return false
  const asked = has(line, sentence, role.i | role.want | role.please | role.now | role.you | role.grievance | role.threat)
  const own = line.tokens.slice(...sentence).some((token) => token.word === 'my' || token.word === 'our' || /\d/.test(token.word))
  return manners.has(word(line, to)) && sentence[1] - to >= 2 && !asked && !own
}

const manners = new Set('to on by with without via as in within after if when'.split(' '))

/** The word that opens the question which the keyword stands in; -1 where it stands in none. */
function opening({ line, from, sentence, clause }: Place): number {
  for (const start of [clause[0], sentence[0]]) {
    let first = start
    while (first < from && has(line, [first, first + 1], role.filler)) first += line.length[first] ?? 1
    if (first < from && has(line, [first, first + 1], role.first)) return first
    const found = at(line, [first, Math.min(from, first + 3)], role.how)
    if (found >= 0) return found
  }
  return -1
}

/** "can you refund me", "can I get a refund": no supposition, nothing general. */
function requesting(place: Place, how: number): boolean {
  const { line, from, sentence } = place
  if (from - how > 7 || !persons.has(word(line, how + 1))) return false
  return !line.tokens.slice(how, sentence[1]).some((token) => suppositions.has(token.word) && token.word !== 'still')
}

function lodges({ line, from }: Place, how: number): boolean {
  return line.tokens.slice(how, from).some((token) => lodging.has(token.word)) && has(line, [how, from], role.i)
}

/** Somebody else's, something read or heard, the visitor's own trade. */
function mentioned(place: Place): Why | null {
  const { line, sentence, clause, from, usual } = place
  const own = has(line, sentence, role.both | role.grievance | role.threat) || has(line, clause, role.want | role.now)
  if (own) return null
  if (has(line, sentence, role.reported) && !has(line, clause, role.you)) return 'mention'
  if (has(line, [clause[0], from], role.third) && !has(line, clause, role.you)) return 'mention'
  return (usual === 'authority' || usual === 'threat') && owned(place, role.self) ? 'mention' : null
}

/** "my manager wants an invoice", "I work as a lawyer". */
function owned(place: Place, mask: number): boolean {
  const { line, from } = place
  for (let i = from - 1; i >= before(place, 5)[0]; i--) {
    const end = i + (line.length[i] ?? 1)
    if ((line.bits[i] ?? 0) & mask && end >= from - 1 && end <= from) return true
  }
  return false
}
