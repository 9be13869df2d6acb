import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '@baton/server/root.ts'
import { build } from 'esbuild'
import { emptyFolder } from './house.ts'

/** Modules of the core as they are shipped, in one bundle: the loader of development gives every function its name anew whenever it is made. */
export async function shipped<M>(modules: string[]): Promise<M> {
  const folder = emptyFolder()
  const outfile = join(folder, 'shipped.mjs')
  const contents = modules.map((file) => `export * from ${JSON.stringify(file)}`).join('\n')
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    logLevel: 'warning',
  })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
