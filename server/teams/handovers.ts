import type { Numbered } from '@baton/contracts/facts.ts'
import type { Pool } from 'pg'
import type { Taken } from '../conversations/turn.ts'
import type { Log } from '../log.ts'

type Begun = { conversation: string; n: number; at: number; team: string }
/** `accepted`: false is a visitor who left or was closed, null a promise or another team's turn. */
type Ended = { conversation: string; n: number; at: number; accepted: boolean | null; agent: string | null }

const flushMs = 1_000

const begin = `
  insert into handover (conversation, n, team, escalated_at)
  select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::bigint[]) on conflict do nothing`
/** Each open handover ends with the first end after it. */
const end = `
  update handover h set ended_at = e.at, accepted = e.accepted, agent = e.agent
  from (select distinct on (o.conversation, o.n) o.conversation, o.n as begun, e.at, e.accepted, e.agent
    from unnest($1::uuid[], $2::int[], $3::bigint[], $4::boolean[], $5::uuid[]) e (conversation, n, at, accepted, agent)
    join handover o on o.conversation = e.conversation and o.n < e.n and o.ended_at is null
    order by o.conversation, o.n, e.n) e
  where h.conversation = e.conversation and h.n = e.begun`

/**
 * Notes how long each handover waited. Figures, not facts: they are collected and written once a second so that no turn waits for
 * them, and what a crash or an absent database loses of them is not written again.
 */
export class Handovers {
  readonly #db: Pick<Pool, 'query'>
  readonly #log: Log
  #begun: Begun[] = []
  #ended: Ended[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(db: Pick<Pool, 'query'>, log: Log) {
    this.#db = db
    this.#log = log
  }

  published(taken: readonly Taken[]): void {
    for (const { id, facts } of taken) for (const one of facts) this.#note(id, one)
    if (this.#begun.length + this.#ended.length > 0) this.#timer ??= setTimeout(() => void this.flush(), flushMs).unref()
  }

  /** Writes what has been collected; never fails. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const [begun, ended] = [this.#begun, this.#ended]
    this.#begun = []
    this.#ended = []
    this.#writing = this.#writing
      .then(() => this.#write(begun, ended))
      .catch(() => this.#log.warn({ lost: begun.length + ended.length }, 'how long some waited could not be written down'))
    return this.#writing
  }

  #note(conversation: string, { n, at, fact }: Numbered): void {
    const ends = (accepted: boolean | null, agent: string | null = null) => this.#ended.push({ conversation, n, at, accepted, agent })
    switch (fact.type) {
      case 'escalated':
        ends(null)
        return void this.#begun.push({ conversation, n, at, team: fact.team })
      case 'accepted':
        return void ends(true, fact.agent)
      case 'promised':
        return void ends(null)
      case 'visitorStoppedWaiting':
        return void ends(fact.instead === 'promise' ? null : false)
      case 'closed':
      case 'wentQuiet':
        return void ends(false)
    }
  }

  async #write(begun: Begun[], ended: Ended[]): Promise<void> {
    if (begun.length > 0) {
      const values = [begun.map((b) => b.conversation), begun.map((b) => b.n), begun.map((b) => b.team), begun.map((b) => b.at)]
      await this.#db.query({ name: 'begin_handovers', text: begin, values })
    }
    if (ended.length === 0) return
    const who = [ended.map((e) => e.conversation), ended.map((e) => e.n), ended.map((e) => e.at)]
    await this.#db.query({ name: 'end_handovers', text: end, values: [...who, ended.map((e) => e.accepted), ended.map((e) => e.agent)] })
  }
}
