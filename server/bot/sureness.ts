import type { AnsweredBy, Sureness } from '@baton/contracts/sureness.ts'
import type { Pool } from 'pg'
import { type Line, straight, through } from './calibration.ts'
import type { Mode } from './calibration-store.ts'

/** Below so many outcomes a share says nothing. */
export const least = 30
const mostAnswers = 20_000
const kinds: AnsweredBy[] = ['all', 'pair', 'quote', 'model']

type Row = { mode: 'pair' | 'quote' | 'model'; raw: number; confidence: number; right: boolean | null; weight: number }
type LineRow = Line & { mode: Mode; counted: number; at: Date }
export type Bounds = { threshold: number; askFrom: number }

/** How sure a bot was of its latest answers, what came of them, and what another threshold would have done with them. */
export async function surenessOf(db: Pick<Pool, 'query'>, bot: string, bounds: Bounds): Promise<Sureness> {
  const [answers, lines] = await Promise.all([
    db.query<Row>(
      `select mode, raw, confidence, found_right as "right", weight from outcome where bot = $1 order by at desc limit ${mostAnswers}`,
      [bot],
    ),
    db.query<LineRow>('select mode, scale, shift, counted, at from calibration where bot = $1 order by mode', [bot]),
  ])
  const lineOf = (mode: string) => lines.rows.find((line) => line.mode === mode) ?? straight
  const today = answers.rows.map((row) => ({ ...row, confidence: through(lineOf(row.mode), row.raw) }))
  return {
    least,
    ...bounds,
    reliability: kinds.map((by) =>
      reliabilityOf(
        by,
        answers.rows.filter(({ mode }) => by === 'all' || mode === by),
      ),
    ),
    lines: lines.rows.map(({ mode, scale, shift, counted, at }) => ({
      mode,
      scale,
      shift,
      from: mode === 'words' || mode === 'meaning' ? 'knowledge' : 'outcomes',
      counted,
      at: at.getTime(),
    })),
    costs: Array.from({ length: 21 }, (_, i) => costOf(i / 20, bounds.askFrom, today)),
  }
}

type Judged = Pick<Row, 'confidence' | 'right' | 'weight'>

/** By what was said at the time. */
function reliabilityOf(by: AnsweredBy, answers: readonly Judged[]): Sureness['reliability'][number] {
  const known = answers.filter(({ right }) => right !== null)
  const bins = Array.from({ length: 10 }, (_, k) => {
    const own = known.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === k)
    const weight = weightOf(own)
    const said = own.reduce((sum, one) => sum + one.weight * one.confidence, 0) / weight
    return { from: k / 10, to: (k + 1) / 10, said: weight > 0 ? said : null, right: rightOf(own), outcomes: own.length }
  })
  const all = weightOf(known)
  const gap = bins.reduce((sum, { said, right, from }) => {
    const own = known.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === Math.round(from * 10))
    return sum + (weightOf(own) / all) * Math.abs((said ?? 0) - (right ?? 0))
  }, 0)
  return { by, answers: answers.length, outcomes: known.length, bins, gap: known.length < least ? null : gap }
}

function costOf(threshold: number, askFrom: number, answers: readonly Judged[]): Sureness['costs'][number] {
  const through = answers.filter(({ confidence }) => confidence >= threshold)
  const asked = answers.filter(({ confidence }) => confidence >= askFrom && confidence < threshold).length
  const known = through.filter(({ right }) => right !== null)
  const share = (n: number) => (answers.length < least ? null : n / answers.length)
  return {
    threshold,
    answered: share(through.length),
    right: known.length < least ? null : rightOf(known),
    askedBack: share(asked),
    handedOver: share(answers.length - through.length - asked),
    answers: through.length,
    outcomes: known.length,
  }
}

const weightOf = (answers: readonly Judged[]) => answers.reduce((sum, { weight }) => sum + weight, 0)

function rightOf(known: readonly Judged[]): number | null {
  const weight = weightOf(known)
  return weight > 0 ? weightOf(known.filter(({ right }) => right === true)) / weight : null
}
