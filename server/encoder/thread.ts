import { Worker } from 'node:worker_threads'

/** Starts a thread by its file, such as `encoder.worker`: beside the bundle, or in development from TypeScript, which it learns to read by itself. */
export function startThread(file: 'encoder.worker' | 'scan.worker' | '../bot/postings.worker'): Worker {
  return import.meta.url.endsWith('.ts')
    ? new Worker(developed(new URL(`./${file}.ts`, import.meta.url).href), { eval: true, resourceLimits })
    : new Worker(new URL(`./${file.split('/').at(-1)}.js`, import.meta.url), { resourceLimits })
}

/** What comes and goes quickly may fill up to three times as much, and keeps it: usually 48 MB a thread. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 }

function developed(file: string): string {
  return `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(file)}, ${JSON.stringify(file)}))`
}
