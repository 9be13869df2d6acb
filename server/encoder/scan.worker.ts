import { parentPort } from 'node:worker_threads'
import { stepBehind } from './behind.ts'
import type { ScanTask } from './scanner.ts'
import { cosine } from './vectors.ts'

stepBehind()

/** The thread that compares a question with everything: one task, one answer. The table lies in memory that the threads share. */
parentPort?.on('message', ({ values, lengths, query, most }: ScanTask) => {
  const scores = new Float32Array(lengths.length)
  for (let row = 0; row < lengths.length; row++) scores[row] = cosine(query, values, row, lengths[row] ?? 0)
  // Everything above the score that the last of them has; sorting twenty thousand numbers takes as long as comparing them.
  const floor = scores.length > most ? (Float32Array.from(scores).sort()[scores.length - most] ?? -1) : -1
  const rows: number[] = []
  for (const [row, score] of scores.entries()) if (score >= floor) rows.push(row)
  parentPort?.postMessage(rows.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, most))
})
