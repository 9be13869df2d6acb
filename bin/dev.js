// `npm run dev`: the server restarts when its files change, the dashboard is replaced in the open page, the widget is built anew.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const port = process.env.PORT || '3000'
process.env.BATON_SERVER = `http://127.0.0.1:${port}`

await prepare(root, { dev: true, build: false }).catch(end)
const { build, createServer } = await import('vite')

const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs')
const watch = ['watch', '--clear-screen=false', '--include', join(root, 'server/db/migrations/*.sql')]
const server = spawn(process.execPath, [tsx, ...watch, join(root, 'server', 'dev.ts'), ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, PORT: port },
  stdio: 'inherit',
})
server.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))

await build({
  configFile: join(root, 'widget', 'vite.config.ts'),
  root: join(root, 'widget'),
  logLevel: 'warn',
  build: { watch: {}, emptyOutDir: false },
})
const dashboard = await createServer({ configFile: join(root, 'dashboard', 'vite.config.ts'), root: join(root, 'dashboard') })
await dashboard.listen()
console.log(`The dashboard, replaced as you edit it, is at ${dashboard.resolvedUrls?.local[0]}`)

function end(error) {
  console.error(error.message)
  process.exit(1)
}
