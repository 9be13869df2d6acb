import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type KbEntry = { id: string; title: string; questions: string[]; answer?: string }
export type FaqQuery = { qid: string; text: string; gold: string | null; oos: string | null }
export type DocPassage = { id: string; title: string; text: string }
export type DocQuery = {
  qid: string
  history: { speaker?: string; role?: string; text: string }[]
  text: string
  answerability: string
  relevant: string[]
}
export type Labelled = { qid: string; text: string; label: 0 | 1 }
export type GoldConversation = { cid: string; kb: string; turns: { visitor: string; expect: string; faq?: string; reason?: string }[] }

/** Reads a file of one JSON object a line; nothing where there is no file. */
export function readLines<T>(...path: string[]): T[] {
  const file = join(...path)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
}

/** The names in a folder of the bundle, without endings; none where there is no folder. */
export function namesIn(...path: string[]): string[] {
  const folder = join(...path)
  return existsSync(folder)
    ? readdirSync(folder)
        .map((name) => name.replace(/\.jsonl$/, ''))
        .sort()
    : []
}

/** To which half of its collection a question belongs: those of one conversation to the same. */
export function halfOf({ history, text }: DocQuery): 0 | 1 {
  let sum = 0
  for (const letter of history[0]?.text ?? text) sum = (sum * 31 + letter.charCodeAt(0)) % 65_521
  return sum % 2 === 0 ? 0 : 1
}
