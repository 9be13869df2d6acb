import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scores } from './floors.ts'

const shown = [
  'r1',
  'r5',
  'hit1',
  'hit5',
  'answer_f1',
  'auroc_correct',
  'ece',
  'contained_at_70',
  'precision_at_70',
  'oos_leak_at_70',
  'f1',
  'gt0',
]

/** A table of what was reached beside each of the collection's baselines, task by task; null where the collection brings none. */
export function besideBaselines(scores: Scores, gold: string): string | null {
  const file = join(gold, 'baselines.json')
  if (!existsSync(file)) return null
  const baselines = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Scores>
  const lines: string[] = []
  for (const [task, own] of Object.entries(scores)) {
    const rivals = Object.entries(baselines).filter(([, rival]) => rival[task])
    const metrics = shown.filter((metric) => typeof own?.[metric] === 'number')
    if (task.includes(':') || task === 'summary' || rivals.length === 0 || metrics.length === 0) continue
    lines.push('', [task.padEnd(28), ...metrics.map((metric) => metric.replace('_at_70', '@70').padStart(14))].join(''))
    for (const [name, rival] of [['this product', scores] as const, ...rivals]) {
      lines.push([`  ${name}`.padEnd(28), ...metrics.map((metric) => String(rival[task]?.[metric] ?? '–').padStart(14))].join(''))
    }
  }
  return lines.join('\n')
}
