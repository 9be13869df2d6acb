import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openLocalEncoder } from '@baton/server/encoder/local.ts'
import { root } from '@baton/server/root.ts'
import { besideBaselines } from './compare.ts'
import { openHouse } from './database.ts'
import { learnWeights } from './fit.ts'
import { fallen, type Scores } from './floors.ts'
import { measureGaps } from './gaps.ts'
import { predict } from './predict.ts'
import { remembered } from './remembered.ts'
import { measureSpeed } from './speed.ts'

const help = `npm run eval -- [--gold DIR] [--pred DIR] [--only PATH] [--fit] [--speed]

Runs the bot's own code, without a model, over a labelled collection and prints the scores.
  --gold DIR  the collection (default: ../shared/eval)
  --pred DIR  keep the predictions there
  --only PATH run a part: faq, docs/ibmcloud, signals/repeat, conversations …
  --speed     measure how long a question takes in a big knowledge instead
  --gaps      measure how well questions that are one come together in gaps instead
  --fit       learn the weights of the confidence formula anew, into server/bot/weights.ts; with --gaps those of likeness

Vectors are kept in .baton/eval-vectors: the first run encodes for minutes, later ones take seconds.`

const { values } = parseArgs({
  options: {
    gold: { type: 'string' },
    pred: { type: 'string' },
    only: { type: 'string' },
    fit: { type: 'boolean' },
    speed: { type: 'boolean' },
    gaps: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
process.exitCode = values.help ? say(help) : await run(resolve(values.gold ?? join(root, '..', 'shared', 'eval')))

async function run(gold: string): Promise<number> {
  if (!existsSync(join(gold, 'faq'))) {
    console.error(`There is no collection at ${gold}: name one with --gold DIR.`)
    return 2
  }
  if (values.speed) {
    await measureSpeed(gold)
    return 0
  }
  const house = await openHouse(remembered(openLocalEncoder(), join(root, '.baton', 'eval-vectors')))
  try {
    if (values.gaps) await measureGaps(house, gold, root, values.fit ?? false)
    else if (values.fit) await learnWeights(house, gold, root)
    else return await measure(gold, (folder) => write(folder, predict(house, gold, values.only)))
    return 0
  } finally {
    await house.close()
  }
}

async function measure(gold: string, predictInto: (folder: string) => Promise<void>): Promise<number> {
  const pred = values.pred ? resolve(values.pred) : mkdtempSync(join(tmpdir(), 'baton-pred-'))
  const scorer = [join(gold, 'score.mjs'), join(gold, '..', 'score.mjs')].find((file) => existsSync(file))
  try {
    await predictInto(pred)
    if (!scorer) return say('The collection has no score.mjs beside it: the predictions were written, not scored.')
    const json = join(pred, 'scores.json')
    spawnSync(process.execPath, [scorer, '--gold', gold, '--pred', pred, '--json', json], { stdio: ['ignore', 'inherit', 'ignore'] })
    const scores = JSON.parse(readFileSync(json, 'utf8')) as Scores
    const table = besideBaselines(scores, gold)
    if (table) console.log(table)
    console.log('\nEach collection that taught the weights is measured with weights that were learned on the others.')
    const below = fallen(scores)
    for (const sentence of below) console.error(sentence)
    return below.length > 0 ? 1 : 0
  } finally {
    if (!values.pred) rmSync(pred, { recursive: true, force: true })
  }
}

async function write(folder: string, predictions: ReturnType<typeof predict>): Promise<void> {
  for await (const { path, rows, queries, time } of predictions) {
    if (rows.length === 0) continue
    const file = join(folder, `${path}.jsonl`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
    console.log(`${path.padEnd(34)} ${queries} in ${(time / 1000).toFixed(1)} s, ${(time / queries).toFixed(2)} ms each`)
  }
}

function say(text: string): number {
  console.log(text)
  return 0
}
