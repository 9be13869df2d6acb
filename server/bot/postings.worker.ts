import { parentPort } from 'node:worker_threads'
import { stepBehind } from '../encoder/behind.ts'
import { Postings } from './postings.ts'
import type { Called, WordTask } from './word-thread.ts'

stepBehind()

/** The thread that holds the words of big knowledge: one task, one answer, in order. */
parentPort?.on('message', ({ call, task }: Called) => parentPort?.postMessage({ call, answer: answerTo(task) }))

const shelves = new Map<number, Postings>()
/** Those that have gone take room until they are so many of all. */
const mostGone = 0.5

function answerTo(task: WordTask): unknown {
  switch (task.to) {
    case 'keep':
      return missingAfter(task.shelf, task.chunks)
    case 'add':
      return added(shelves.get(task.shelf), task.rows)
    case 'find':
      return shelves.get(task.shelf)?.find(task.groups, task.joint, task.most) ?? null
    case 'drop':
      return shelves.delete(task.shelf)
  }
}

function missingAfter(shelf: number, chunks: string[]): string[] {
  const before = shelves.get(shelf)
  const postings = before && before.gone <= mostGone * before.size ? before : new Postings()
  shelves.set(shelf, postings)
  const standing = new Set(chunks)
  for (const chunk of [...postings.chunks]) if (!standing.has(chunk)) postings.delete(chunk)
  return [...standing].filter((chunk) => !postings.has(chunk))
}

function added(postings: Postings | undefined, rows: { id: string; words: string }[]): number | null {
  for (const { id, words } of rows) if (!postings?.has(id)) postings?.add(id, words)
  return postings?.bytes ?? null
}
