import { stemOf } from './stem.ts'
import { tokenize } from './tokens.ts'

/** A word or phrase with the share of lines (0–1) that have it before people ask for a person (`here`) and otherwise (`there`); `lift` is their ratio. */
export type Overused = { term: string; here: number; there: number; lift: number }

/**
 * Words and phrases of up to three words that occur more often in the lines before people ask for a person than in others, the clearest first, at
 * most 30. Inflections count as one and the commonest is shown. Seldom ones, and what may be chance, are left out.
 */
export function overused(before: readonly string[], others: readonly string[]): Overused[] {
  const here = count(before)
  const there = count(others)
  const clear = [...here.values()].flatMap((group) => {
    const elsewhere = there.get(group.key)?.lines ?? 0
    const found = compare(group.lines, before.length, elsewhere, others.length)
    return found ? [{ ...found, group, term: commonest(group) }] : []
  })
  clear.sort((a, b) => b.clearness - a.clearness || a.term.localeCompare(b.term, 'en'))
  const kept: typeof clear = []
  for (const one of clear) {
    if (!clear.some((other) => other !== one && covers(other.group, one.group)) && kept.length < most) kept.push(one)
  }
  return kept.map(({ term, here: share, there: elsewhere, lift }) => ({ term, here: share, there: elsewhere, lift }))
}

const most = 30
const fewest = 3
const longest = 3
const leastLift = 2
/** About one in twenty would be as clear by chance. */
const leastClearness = 1.96

type Group = { key: string; lines: number; forms: Map<string, number> }

function count(lines: readonly string[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const line of lines) {
    for (const [key, form] of phrasesOf(line)) {
      const group = groups.get(key) ?? { key, lines: 0, forms: new Map<string, number>() }
      group.lines++
      group.forms.set(form, (group.forms.get(form) ?? 0) + 1)
      groups.set(key, group)
    }
  }
  return groups
}

/** Each phrase of a line once, by its stems. A phrase neither begins nor ends with a word of no meaning of its own, and stays within a clause. */
function phrasesOf(line: string): Map<string, string> {
  const tokens = tokenize(line)
  const phrases = new Map<string, string>()
  for (let from = 0; from < tokens.length; from++) {
    for (let to = from; to < Math.min(tokens.length, from + longest); to++) {
      const part = tokens.slice(from, to + 1)
      if (part.some(({ clause }) => clause !== part[0]?.clause)) break
      if (!telling(part[0]?.word) || !telling(part.at(-1)?.word)) continue
      phrases.set(part.map(({ word }) => stemOf(word)).join(' '), line.slice(part[0]?.start, part.at(-1)?.end).toLowerCase())
    }
  }
  return phrases
}

function telling(word: string | undefined): boolean {
  return word !== undefined && word.length > 2 && !/^\d+$/.test(word) && !common.has(word)
}

/** Log-odds ratio with half a line added everywhere, in standard errors. */
function compare(lines: number, all: number, otherLines: number, allOthers: number) {
  if (lines < fewest) return null
  const [a, b, c, d] = [lines + 0.5, all - lines + 0.5, otherLines + 0.5, allOthers - otherLines + 0.5]
  const clearness = (Math.log(a / b) - Math.log(c / d)) / Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
  const lift = a / (all + 1) / (c / (allOthers + 1))
  if (clearness < leastClearness || lift < leastLift) return null
  return { clearness, lift, here: lines / all, there: allOthers > 0 ? otherLines / allOthers : 0 }
}

function commonest({ forms }: Group): string {
  return [...forms].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

/** A longer phrase stands for a shorter one within it that seldom occurs without it: "warranty claim" for "claim". */
function covers(longer: Group, other: Group): boolean {
  return ` ${longer.key} `.includes(` ${other.key} `) && longer.lines >= 0.7 * other.lines
}

const common = new Set(
  `the and for are was were you your our his her its they them this that these those with from have has had not but can could would should will what when where which who how why did does
  doing been being all any some there here then than just about into out over please thanks thank hello hey get got one two also very too only now still yes okay like need want know make made let say said tell
  der die das und ist ein eine einen mit fur von den dem sie ich wir ihr mein meine nicht auch noch wie was kann hat habe bitte danke les des une est pas pour que qui dans vous nous mon mes ses sur avec los las una que por para con esta como mi mis del il la gli che per non con sono mio mia del della um uma com nao para por meu minha het een van voor niet met mijn aan zijn is nie jest jak czy moj moja bir icin var mi ile ben det att och som inte min mitt for`.split(
    /\s+/,
  ),
)
