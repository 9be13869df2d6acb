import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { answers } from './answers.ts'
import { deciding } from './decide.ts'
import { handover } from './handover.ts'
import { lines } from './lines.ts'
import { replaying } from './replay.ts'
import { type Bench, printed, sized } from './report.ts'
import { routing } from './route.ts'
import { burst, drain } from './routing.ts'
import { memory, start } from './running.ts'
import { searching } from './search.ts'
import { stranger } from './stranger.ts'
import { tests } from './tests.ts'
import { turns } from './turns.ts'
import { idle, reconnect } from './widgets.ts'

const benches: Record<string, Bench> = {
  turns,
  lines,
  handover,
  burst,
  drain,
  idle,
  reconnect,
  memory,
  start,
  stranger,
  tests,
  answers,
  search: searching,
  routing,
  decide: deciding,
  replay: replaying,
}

const help = `npm run bench -- [NAME …] [--share 0.1]

Measures how fast the shipped server is on this machine, load included, and beside it the least that such a server could take.
${Object.entries(benches)
  .map(([name, { says }]) => `  ${name.padEnd(10)} ${says}`)
  .join('\n')}

  --share N  put on only this share of the load: quick, and not to be quoted`

const { values, positionals } = parseArgs({ allowPositionals: true, options: { share: { type: 'string' }, help: { type: 'boolean' } } })
const unknown = positionals.filter((name) => !(name in benches))
if (values.help) console.log(help)
else if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
} else process.exitCode = await measure(positionals.length > 0 ? positionals : Object.keys(benches))

async function measure(names: string[]): Promise<number> {
  const share = Number(values.share ?? 1)
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 1e9)} GB`)
  let missed = 0
  for (const name of names) {
    const bench = benches[name] as Bench
    console.log(`\n${name}: ${bench.says}`)
    const figures = await bench.run(sized(share))
    for (const figure of figures) console.log(printed(figure))
    missed += figures.filter((figure) => figure.ok === false).length
  }
  console.log(missed === 0 ? '\nEvery goal was met.' : `\n${missed} missed.`)
  return missed === 0 ? 0 : 1
}
