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
/** The last one goes on: its closing was undone. */
const goOn = `
  update handover h set ended_at = null, accepted = null
  where (h.conversation, h.n) in (select o.conversation, max(o.n) from handover o where o.conversation = any($1::uuid[]) group by 1)`
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
  #goingOn: string[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(db: Pick<Pool, 'query'>, log: Log) {
    this.#db = db
    this.#log = log
  }

  published(taken: readonly Taken[]): void {
    for (const { id, facts } of taken) for (const one of facts) this.#note(id, one)
    if (this.#begun.length + this.#ended.length + this.#goingOn.length > 0)
      this.#timer ??= setTimeout(() => void this.flush(), flushMs).unref()
  }

  /** Writes what has been collected; never fails. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const [begun, goingOn, ended] = [this.#begun, this.#goingOn, this.#ended]
    this.#begun = []
    this.#goingOn = []
    this.#ended = []
    this.#writing = this.#writing
      .then(() => this.#write(begun, goingOn, ended))
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
      case 'reopened':
        return fact.waits && this.#goOn(conversation)
    }
  }

  /** Its end need not be taken back that has not been written yet. */
  #goOn(conversation: string): void {
    const last = this.#ended.findLastIndex((one) => one.conversation === conversation)
    if (last < 0) this.#goingOn.push(conversation)
    else this.#ended.splice(last, 1)
  }

  async #write(begun: Begun[], goingOn: string[], ended: Ended[]): Promise<void> {
    if (begun.length > 0) {
      const values = [begun.map((b) => b.conversation), begun.map((b) => b.n), begun.map((b) => b.team), begun.map((b) => b.at)]
      await this.#db.query({ name: 'begin_handovers', text: begin, values })
    }
    if (goingOn.length > 0) await this.#db.query({ name: 'go_on_handovers', text: goOn, values: [goingOn] })
    if (ended.length === 0) return
    const who = [ended.map((e) => e.conversation), ended.map((e) => e.n), ended.map((e) => e.at)]
    await this.#db.query({ name: 'end_handovers', text: end, values: [...who, ended.map((e) => e.accepted), ended.map((e) => e.agent)] })
  }
}
