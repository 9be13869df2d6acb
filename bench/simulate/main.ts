import { parseArgs } from 'node:util'
import { percentile } from '../report.ts'
import { type Day, dayOf, type Mode } from './day.ts'
import { minute, second } from './install.ts'
import { type Load, stationary } from './stationary.ts'

const usage = `npm run simulate -- [--agents 3,20,60] [--seed 7] [--arrivals 100000]`
const modes: readonly Mode[] = ['ringOne', 'ringAll', 'assign']
/** The mean wait may be so many times that of theory. */
const most = 1.15

const options = {
  agents: { type: 'string', default: '3,20,60' },
  seed: { type: 'string', default: '7' },
  arrivals: { type: 'string', default: '100000' },
} as const
const settings = read()
const stuck = days()
const ratio = compare()
process.exit(stuck > 0 || !(ratio <= most) ? 1 : 0)

function read(): { agents: number[]; seed: number; arrivals: number } {
  try {
    const { values } = parseArgs({ options })
    const agents = values.agents.split(',').map((text) => whole(text, 'agents', 1, 500))
    return { agents, seed: whole(values.seed, 'seed', 0, 2 ** 31), arrivals: whole(values.arrivals, 'arrivals', 20_000, 1_000_000) }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exit(2)
  }
}

function whole(text: string, name: string, least: number, most: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < least || number > most) throw new Error(`--${name}: whole numbers from ${least} to ${most}`)
  return number
}

/** Prints a day of each size and mode; how many conversations got stuck. */
function days(): number {
  const { agents, seed } = settings
  let all = 0
  console.log(`A day, seed ${seed}`)
  console.log(row(['agents', 'mode', 'visitors', 'nobody in', 'queued', 'wait p50', 'p95', 'line ≤ 60 s', 'promised', 'Gini', 'stuck']))
  for (const size of agents)
    for (const mode of modes) {
      const day = dayOf(mode, size, seed)
      all += day.stuck.length
      console.log(row([String(size), mode, ...told(day)]))
      for (const one of day.stuck.slice(0, 5)) console.log(`    stuck: ${one}`)
    }
  return all
}

function told({ conversations, nobodyIn, queued, waits, answers, promised, gini, stuck }: Day): string[] {
  const soon = answers.filter((ms) => ms <= minute).length / Math.max(1, queued)
  const wait = (share: number) => (waits.length === 0 ? '–' : seconds(percentile(waits, share)))
  const counts = [conversations, nobodyIn, queued].map(String)
  return [...counts, wait(0.5), wait(0.95), `${(soon * 100).toFixed(1)} %`, String(promised), gini.toFixed(3), String(stuck.length)]
}

/** Prints the stationary run; how many times the wait of theory it came to. */
function compare(): number {
  const { seed, arrivals } = settings
  const load: Load = { agents: 10, arrivals, busy: 0.8, seed }
  const { waits, plain, theory } = stationary(load)
  const [ours, same] = [mean(waits), mean(plain)]
  const ratio = waits.length === arrivals ? ours / theory : Number.NaN
  console.log(
    `\nSteady load: ${arrivals} visitors to ${load.agents} agents busy ${load.busy * 100} % of the time, ring all, accepted at once`,
  )
  console.log(`  mean wait ${seconds(ours)}; a plain queue with the same visitors ${seconds(same)}; in theory (M/M/c) ${seconds(theory)}`)
  console.log(`  ${ratio <= most ? '✓' : '✗'} ${ratio.toFixed(3)} × theory, goal ≤ ${most}`)
  return ratio
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function seconds(ms: number): string {
  return `${(ms / second).toFixed(1)} s`
}

function row(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 1 ? cell.padEnd(8) : cell.padStart(i === 7 ? 12 : 9))).join(' ')
}
