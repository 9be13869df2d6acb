import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@baton/server/root.ts'
import { Client } from '@baton/server/testing/client.ts'
import { emptyFolder, end } from './house.ts'
import { atMost, type Bench } from './report.ts'

/** What a stranger does: clones, starts, sets up, asks as a visitor, accepts as an agent. */
export const stranger: Bench = {
  says: 'from a clean clone to the first handover: clone, `npm start`, set-up, question, a person joins',
  async run() {
    const folder = emptyFolder()
    const began = performance.now()
    const seconds = () => (performance.now() - began) / 1_000
    const clone = join(folder, 'baton')
    execFileSync('git', ['clone', '--quiet', root, clone])
    const child = spawn('npm', ['start', '--silent', '--', '--port', '0', '--data-dir', join(folder, 'data')], {
      cwd: clone,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const link = await setupLink(child.stdout)
      const started = seconds()
      await handover(link)
      return [
        { what: 'clean clone → the address and the set-up link', value: started, unit: 's' },
        atMost('clean clone → the visitor sees a person join', seconds(), 's', 180),
      ]
    } finally {
      await end(child)
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function setupLink(output: NodeJS.ReadableStream): Promise<URL> {
  let text = ''
  for await (const part of output) {
    text += String(part)
    const link = /http\S+#\S+/.exec(text)?.[0]
    if (link) return new URL(link)
  }
  throw new Error(`the server ended before it was ready: ${text}`)
}

async function handover({ origin, hash }: URL): Promise<void> {
  const post = (path: string, body: object, headers = {}) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
    })
  const account = {
    company: 'Fernweh Outdoor',
    bot: 'Fern',
    name: 'Ada Okafor',
    email: 'ada@fernweh.example',
    password: 'a password of mine',
  }
  const setUp = await post('/v1/setup', { token: hash.slice(1), ...account })
  const { bots } = await setUp.json()
  const cookie = setUp.headers.get('set-cookie')?.split(';')[0] ?? ''
  const pairs = [{ question: 'How long does delivery take?', answer: 'Two to four working days.' }]
  await post(`/v1/bots/${bots[0].id}/sources`, { kind: 'pairs', pairs }, { cookie })

  const ada = await Client.open(`${origin}/socket/agent`, { cookie, origin })
  ada.send({ t: 'hello', protocol: 1 })
  await ada.frame('team', ({ team }) => team.some((one) => one.online))
  const { token, conversation } = await (await post('/v1/visitors', { bot: bots[0].id })).json()
  const vera = await Client.open(`${origin}/socket/visitor`, {})
  vera.send({ t: 'hello', protocol: 1, token, after: 0 })
  await vera.act({ type: 'say', text: 'How long does delivery take?' })
  await vera.fact('botSaid')
  await vera.act({ type: 'ask' })
  await ada.frame('rows', ({ rows }) => rows.some(({ id, holder }) => id === conversation && holder.kind === 'queue'))
  await ada.act({ type: 'accept' }, conversation, randomUUID())
  await vera.fact('accepted')
  for (const client of [ada, vera]) client.close()
}
