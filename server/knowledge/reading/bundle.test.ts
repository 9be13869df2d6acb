import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { docx, paragraph, pdf } from '../testing/files.ts'

// Packages behave differently once they are bundled: what runs in production is tried here, as bin/build.js makes it.

let folder = ''
let thread: Worker

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-reader-'))
  await build({
    entryPoints: [fileURLToPath(new URL('./read.worker.ts', import.meta.url))],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    outExtension: { '.js': '.mjs' },
    external: ['canvas'],
    banner: { js: "import { createRequire as _createRequire } from 'node:module'\nconst require = _createRequire(import.meta.url)" },
  })
  thread = new Worker(pathToFileURL(join(folder, 'read.worker.mjs')))
})
afterAll(async () => {
  await thread.terminate()
  await rm(folder, { recursive: true })
})

const words = 'Some words that are long enough to be taken for the text of a page, and a few more.'

it.each([
  [
    'a page',
    {
      kind: 'page',
      task: {
        bytes: Buffer.from(`<title>T</title><main><h1>H</h1><p>${words}</p></main>`),
        type: 'text/html',
        url: 'http://a.example/',
        as: 'html',
      },
    },
  ],
  ['a PDF', { kind: 'file', task: { name: 'a.pdf', bytes: pdf([[words]]) } }],
  ['Word', { kind: 'file', task: { name: 'a.docx', bytes: docx(paragraph(words)) } }],
  ['Markdown', { kind: 'file', task: { name: 'a.md', bytes: Buffer.from(`# A\n\n${words}`) } }],
  ['a table', { kind: 'file', task: { name: 'a.csv', bytes: Buffer.from(`a,b\n"${words}",2`) } }],
])('the bundled thread reads %s', async (_, task) => {
  const answer = new Promise<{ blocks?: { text: string }[] }>((done) => thread.once('message', done))
  thread.postMessage(task)
  expect((await answer).blocks?.[0]?.text).toContain(words)
})
