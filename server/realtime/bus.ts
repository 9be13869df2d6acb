import type pg from 'pg'
import type { Piece } from '../conversations/writing.ts'
import type { Log } from '../log.ts'

/** What nodes tell each other: ids and numbers; of texts only the pieces of an answer that is being written, which are nowhere else. */
export type News =
  | { about: 'facts'; conversation: string; head: number; moved: boolean; written: boolean }
  | { about: 'typing'; conversation: string; agent: string | null; name: string | null }
  | { about: 'seen'; conversation: string }
  | ({ about: 'writing'; conversation: string } & Piece)
  | { about: 'people' }
  | { about: 'bot'; bot: string }
  | { about: 'sockets'; agent: string; only?: string; except?: string }

export type Bus = {
  publish(news: News): void
  close(): Promise<void>
}

/** One node: there is nobody to tell. */
export const alone: Bus = { publish() {}, async close() {} }

const channel = 'baton'
/** A NOTIFY per commit would cost half of the writing; what gathers in 5 ms goes as one. */
const gatherMs = 5
/** PostgreSQL takes 8,000 bytes. */
const most = 7_500

type Deps = {
  listen: () => Promise<pg.Client>
  db: pg.Pool
  node: string
  log: Log
  heard: (news: News) => void
  /** After a gap in listening: whatever was told meanwhile must be looked up. */
  missed: () => void
}

/** Several nodes on one PostgreSQL: LISTEN on a connection of its own, which comes back when it drops. */
export async function openBus({ listen, db, node, log, heard, missed }: Deps): Promise<Bus> {
  let waiting: News[] = []
  let timer: NodeJS.Timeout | undefined
  let client: pg.Client | null = null
  let closed = false

  async function connect(): Promise<void> {
    client = await listen()
    client.on('notification', ({ payload }) => receive(payload ?? ''))
    client.on('end', () => void (closed || reconnect()))
    await client.query(`listen ${channel}`)
  }

  async function reconnect(): Promise<void> {
    client = null
    for (let delay = 100; !closed && !client; delay = Math.min(delay * 2, 5_000)) {
      await new Promise((later) => setTimeout(later, delay))
      await connect().then(missed, () => log.warn('the connection to the other nodes is down'))
    }
  }

  /** Whoever may connect to the database may say anything here. */
  function receive(payload: string): void {
    try {
      const { from, news } = JSON.parse(payload) as { from: string; news: News[] }
      if (from !== node) for (const one of news) heard(one)
    } catch {
      log.warn('something was said between the nodes that is none of our words')
    }
  }

  function flush(): void {
    timer = undefined
    const latest = new Map<string, News>()
    for (const news of waiting) {
      const key = keyOf(news)
      const before = latest.get(key)
      latest.delete(key) // what was said last is told last
      latest.set(key, merged(before, news))
    }
    waiting = []
    for (const payload of packed(node, [...latest.values()])) {
      db.query({ name: 'notify', text: `select pg_notify('${channel}', $1)`, values: [payload] }).catch(() => {}) // the others look every 5 s
    }
  }

  await connect()
  return {
    publish(news) {
      waiting.push(news)
      timer ??= setTimeout(flush, gatherMs)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}

function keyOf(news: News): string {
  if (news.about === 'writing') return `writing ${news.conversation} ${news.draft}`
  return news.about === 'facts' || news.about === 'seen' ? `${news.about} ${news.conversation}` : JSON.stringify(news)
}

function merged(before: News | undefined, news: News): News {
  if (before?.about === 'writing' && news.about === 'writing') return { ...before, text: before.text + news.text }
  if (before?.about !== 'facts' || news.about !== 'facts') return news
  return { ...news, moved: news.moved || before.moved, written: news.written || before.written }
}

function packed(from: string, news: News[]): string[] {
  const payload = JSON.stringify({ from, news })
  if (Buffer.byteLength(payload) <= most || news.length === 1) return news.length === 0 ? [] : [payload]
  const half = news.length >> 1
  return [...packed(from, news.slice(0, half)), ...packed(from, news.slice(half))]
}
