#!/usr/bin/env node
// Plain JavaScript without imports of packages: this runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { prepare } from './prepare.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const commands = ['start', 'demo', 'export', 'import', 'owner-link']

const [first, ...rest] = process.argv.slice(2)
const command = first === undefined || first.startsWith('-') ? 'start' : first
const argv = command === first ? rest : process.argv.slice(2)

await main().catch(end)

async function main() {
  requireNode()
  if (argv.includes('--version')) return void console.log(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
  if (!commands.includes(command)) return refuse(`There is no command ${command}; the commands are ${commands.join(', ')}.`)
  await prepare(root, { dev: false })
  const entry = join(root, 'server', 'dist', 'terminal.js')
  if (!existsSync(entry)) throw new Error('The build left no server behind.')
  const { run } = await import(pathToFileURL(entry).href)
  await run(command, argv, process.env)
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  end(new Error(`Baton needs Node.js 20.19 or newer, and this is ${process.versions.node}.`))
}

function refuse(sentence) {
  console.error(sentence)
  process.exit(2)
}

function end(error) {
  console.error(process.env.LOG_LEVEL === 'debug' ? error : error.message)
  process.exit(1)
}
