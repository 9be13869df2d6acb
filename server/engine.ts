import { faceOf } from './bots/store.ts'
import { type Ask, botJob, type Read } from './conversations/bot-job.ts'
import { goneJob, planGone } from './conversations/gone-job.ts'
import { releaseJob } from './conversations/release-job.ts'
import { Summaries, type Summarize } from './conversations/summaries.ts'
import { openDoor } from './conversations/turn.ts'
import { Worlds } from './conversations/world.ts'
import type { OpenDatabase } from './db/open.ts'
import { enqueueRoute } from './jobs/enqueue.ts'
import { type Handler, Worker } from './jobs/worker.ts'
import type { Log } from './log.ts'
import { standingSessions } from './people/sessions.ts'
import { openLive } from './realtime/live.ts'
import { createRouter } from './routing/router.ts'
import { Handovers } from './teams/handovers.ts'
import { Roster } from './teams/roster.ts'

export type EngineDeps = {
  database: OpenDatabase
  log: Log
  now: () => number
  /** Names this server among those that share its database. */
  node: string
  /** No other server shares the database. */
  single: boolean
  ask: Ask
  /** Null: lines are answered without being read for what softer triggers need. */
  read: Read | null
  /** Null: agents read an extract of the lines. */
  summarize: Summarize | null
  graceMs: number
  /** What other parts have done later, by the kind of job. */
  jobs: Record<string, Handler>
}

/** All that happens behind the doors for people: turns, jobs, routing, and telling whoever listens. */
export async function openEngine({ database, log, now, node, single, ask, read, summarize, graceMs, jobs }: EngineDeps) {
  const { pool, db } = database
  const world = new Worlds(pool)
  const roster = new Roster()
  const handovers = new Handovers(pool, log)
  const summaries = summarize && new Summaries({ db: pool, door: () => door, log, summarize })
  const live = await openLive({
    db: pool,
    listen: database.listen,
    node,
    log,
    world,
    single,
    graceMs,
    readFace: (bot) => faceOf(db, bot),
    standing: (sessions) => standingSessions(db, sessions, now()),
    now,
    roster,
    gone,
    routeAgain,
  })
  const door = openDoor({
    door: database.door,
    seats: database.seats,
    pool,
    now,
    world,
    doubt: () => live.doubt(),
    published(taken, jobs) {
      live.published(taken)
      handovers.published(taken)
      summaries?.published(taken)
      if (jobs.length > 0) worker.poke(Math.min(...jobs.map((job) => job.runAt)))
    },
  })
  let settled = false
  let settling: NodeJS.Timeout | undefined
  const worker = new Worker({
    db: pool,
    log,
    now,
    handlers: {
      route: { run: createRouter({ door, world, roster, now, settled: () => settled, lookAt }), atOnce: 1 },
      wake: {
        async run({ id, conversation, payload }) {
          await door.mustTakeTurn(conversation ?? '', `job/${id}`, payload as never) // as `jobOf` stored it
        },
      },
      release: releaseJob(pool, door),
      gone: goneJob(pool, door),
      askBot: botJob({
        db: pool,
        door,
        ask,
        read,
        tell: live.writing,
        async thresholdOf(bot) {
          await world.load([bot])
          return world.of(bot)?.policy.minConfidence ?? 1
        },
      }),
      ...jobs,
    },
  })

  function gone(agents: readonly string[]): void {
    planGone(pool, agents, now()).then(
      () => worker.poke(),
      () => log.warn('what somebody holds who is gone could not be planned for'),
    )
  }

  /** The router is to look again then. */
  async function lookAt(at: number): Promise<void> {
    await enqueueRoute(pool, at)
    worker.poke(at)
  }

  function routeAgain(): void {
    enqueueRoute(pool, now()).then(
      () => worker.poke(),
      () => log.warn('the router could not be asked'),
    )
  }

  return {
    door,
    live,
    world,
    roster,
    routeAgain,
    /** There is a new job to do. */
    poke: () => worker.poke(),
    /** From here on whoever comes is served; what that leaves to do waits for `start`. */
    open: (): Promise<void> => live.presence.start({ alone: single }),
    /** Begins with what there is to do. */
    async start(): Promise<void> {
      await worker.start({ alone: single })
      settling = setTimeout(() => {
        settled = true
        routeAgain()
        gone(roster.members.filter((one) => !one.connected).map((one) => one.id))
      }, graceMs)
    },
    /** Waits up to `patience` ms for jobs that run; what is left waits in the database. */
    async stop(patience: number): Promise<void> {
      clearTimeout(settling)
      await worker.stop(patience).finally(live.stop)
      await Promise.all([handovers.flush(), summaries?.stop()])
    },
  }
}

export type Engine = Awaited<ReturnType<typeof openEngine>>
