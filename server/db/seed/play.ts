import { createHash, randomBytes } from 'node:crypto'
import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Input } from '@baton/core/decide.ts'
import type { Versioned } from '../../bots/store.ts'
import { readFacts, readState } from '../../conversations/store.ts'
import { type Door, openDoor, type Taken } from '../../conversations/turn.ts'
import type { OpenDatabase } from '../open.ts'
import { type AgentKey, gives, type Scene, type Step, type Story } from './script.ts'

export type Stage = {
  database: OpenDatabase
  bot: string
  decides: Versioned
  agents: Record<AgentKey, { agent: string; name: string }>
  pieces: ReadonlyMap<string, ReturnType<Scene['piece']>>
  /** When the demo first starts, in ms: what every story counts back from. */
  opens: number
}

const shop = 'https://fernweh.example'

/**
 * Takes the turns of one past conversation through a door whose clock stands where the story is. Ids and causes follow from the
 * place in the script, so that playing a story again changes nothing. Returns the conversation's id.
 */
export async function play(stage: Stage, story: Story, place: number): Promise<string> {
  const { database, bot, decides } = stage
  const clock = { now: begin(story, stage.opens) }
  const world = { policy: decides.policy, policyVersion: decides.version, ...around(stage, story) }
  const door = openDoor({
    door: database.door,
    seats: database.seats,
    pool: database.pool,
    now: () => clock.now,
    world: { of: () => world, load: async () => {} },
    published: () => {},
  })
  const { id, visitor } = await visitorOf(stage, place, clock.now)
  const told = { stage, story, id, clock, take: taker(door, id, { bot, visitor }) }
  for (const [k, step] of introduced(story).entries()) await takeStep(told, step, k)
  return id
}

function around({ decides }: Stage, { nobodyThere }: Story) {
  const staffed = new Set(nobodyThere ? [] : [decides.policy.team])
  return { staffed, online: new Set<string>(), teams: new Map(), names: { bot: 'Fern', teams: new Map<string, string>() } }
}

/** Who is logged in at the shop is known from their first line on. */
function introduced({ name, email, steps }: Story): Step[] {
  const [first, ...rest] = steps
  return first && email ? [first, gives(name, email, 0), ...rest] : steps
}

/** Where a story's conversation is found again. */
export function conversationId(bot: string, place: number): string {
  return derived(`${bot}/conversation/${place}`)
}

function begin({ began }: Story, opens: number): number {
  if ('minutesAgo' in began) return opens - began.minutesAgo * 60_000
  const [hours = 0, minutes = 0] = began.at.split(':').map(Number)
  const day = new Date(opens)
  day.setDate(day.getDate() - began.daysAgo)
  return day.setHours(hours, minutes, 0, 0)
}

async function visitorOf({ database: { db }, bot }: Stage, place: number, at: number): Promise<{ id: string; visitor: string }> {
  const visitor = derived(`${bot}/visitor/${place}`)
  const id = conversationId(bot, place)
  // Nobody holds the token of a visitor who never was.
  await db
    .insertInto('visitor')
    .values({ id: visitor, bot, token_hash: randomBytes(32), conversation: id, created_at: new Date(at) })
    .onConflict((row) => row.doNothing())
    .execute()
  return { id, visitor }
}

type Told = { stage: Stage; story: Story; id: string; clock: { now: number }; take: (cause: string, input: Input) => Promise<Taken> }

async function takeStep({ stage, story, id, clock, take }: Told, step: Step, k: number): Promise<void> {
  const { pool } = stage.database
  clock.now = step.minutesAgo ? stage.opens - step.minutesAgo * 60_000 : clock.now + step.after * 1000
  const before = await readState(pool, id)
  const taken = await take(`seed/${k}`, step.input(await sceneOf(stage, story, id, before)))
  const state = taken.state ?? (await readState(pool, id))
  const { holder, tenure } = state ?? {}
  if (holder?.kind !== 'queue' || holder.ringing) return
  const agents = Object.values(stage.agents).map(({ agent }) => agent)
  const until = clock.now + stage.decides.policy.ringMs
  await take(`seed/${k}/ring`, { type: 'rings', tenure: tenure ?? 0, agents, until, step: holder.step + 1, passedOver: [] })
}

/** A step that is refused, or of which nothing comes, is a mistake in the script. */
function taker(door: Door, id: string, whose: { bot: string; visitor: string }): Told['take'] {
  return async (cause, input) => {
    const taken = await door.takeTurn(id, cause, input, whose)
    if (taken.refusal || taken.facts.length === 0)
      throw new Error(`the demo's script: ${input.type} came to ${taken.refusal?.no ?? 'nothing'} in ${id}, ${cause}`)
    return taken
  }
}

async function sceneOf(stage: Stage, story: Story, id: string, state: Conversation | null): Promise<Scene> {
  const [path, title] = story.page
  const facts = state ? await readFacts(stage.database.pool, id, Math.max(0, state.n - 20)) : []
  return {
    by: (agent) => stage.agents[agent],
    page: { url: `${shop}${path}`, title: `${title} · Fernweh Outdoor` },
    tenure: state?.tenure ?? 0,
    visitorLine: state?.visitorLine ?? 0,
    lastAnswer: facts.findLast(({ fact }) => fact.type === 'botSaid')?.n ?? 0,
    piece(wanted) {
      const piece = stage.pieces.get(wanted)
      if (!piece) throw new Error(`the demo's script: the shop's knowledge holds nothing called "${wanted}"`)
      return piece
    },
  }
}

/** A UUID (version 8: of our own making) that is the same each time. */
function derived(from: string): string {
  const hex = createHash('sha256').update(from).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
