import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FaqQuery, KbEntry } from './gold.ts'

/** A company made up for learning: one phrasing an entry, as small shops have, and what its visitors ask. */
export type MadeUp = { name: string; kb: KbEntry[]; queries: FaqQuery[] }

const folder = join(import.meta.dirname, 'companies')

/**
 * Our own companies, written for learning, from the files in `companies`: `?` begins an entry with its question, `=` is its answer, every line after it
 * is a visitor asking for it; after `!` stand questions that nothing answers.
 */
export function madeUpCompanies(): MadeUp[] {
  return readdirSync(folder)
    .sort()
    .map((file) => read(file.replace(/\.txt$/, ''), readFileSync(join(folder, file), 'utf8')))
}

function read(name: string, text: string): MadeUp {
  const kb: KbEntry[] = []
  const queries: FaqQuery[] = []
  let gold: string | null = null
  for (const line of text.split('\n').filter(Boolean)) {
    const rest = line.slice(2)
    if (line.startsWith('? ')) {
      gold = `${name}-${kb.length}`
      kb.push({ id: gold, title: rest, questions: [rest] })
    } else if (line.startsWith('= ')) kb.push({ ...(kb.pop() as KbEntry), answer: rest })
    else if (line === '!') gold = null
    else queries.push({ qid: `${name}-q${queries.length}`, text: line, gold, oos: gold === null ? 'id' : null })
  }
  return { name, kb, queries }
}
