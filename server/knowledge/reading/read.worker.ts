import { parentPort } from 'node:worker_threads'
import { clean } from '@baton/contracts/text.ts'
import { blocksOfText } from '../split.ts'
import { decodeText } from './decode.ts'
import { type Html, readHtml } from './html.ts'
import type { PageTask, ReadProblem, Task } from './reader.ts'

/** The thread in which documents are read: one task, one answer. */
parentPort?.on('message', async ({ kind, task }: Task) => {
  parentPort?.postMessage(kind === 'page' ? await readPage(task) : await (await import('./file.ts')).readFile(task))
})

async function readPage({ bytes, type, url, as }: PageTask): Promise<Html | ReadProblem> {
  const text = decodeText(bytes, type)
  if (text === null) return { problem: 'The page could not be read: its characters make no sense in the encoding that it names.' }
  if (as === 'html') {
    return (await readHtml(text, url)) ?? { problem: 'The page could not be read: its HTML is too tangled. Paste its text instead.' }
  }
  const { readMarkdown } = await import('./markdown.ts')
  const blocks = as === 'markdown' ? await readMarkdown(text) : blocksOfText(clean(text))
  return { title: '', blocks, canonical: null, links: [], noindex: false }
}
