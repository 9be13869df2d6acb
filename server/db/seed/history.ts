import { policyOf } from '../../bots/store.ts'
import type { OpenDatabase } from '../open.ts'
import { people } from './cast.ts'
import { conversationId, play, type Stage } from './play.ts'
import { running } from './running.ts'
import type { AgentKey, Scene } from './script.ts'
import { settled } from './settled.ts'

const stories = [...settled, ...running]
/** Stories that are played at once: more would not be faster on two connections. */
const atOnce = 4

/** Plays the past week, once. It is over when everything that was said in it has been read; until then a start begins anew. */
export async function giveHistory(database: OpenDatabase, bot: string, now: number): Promise<void> {
  const ids = stories.map((_, place) => conversationId(bot, place))
  if (await isOver(database, ids)) return
  const stage = await setStage(database, bot, now)
  const places = stories.keys()
  const playOn = async () => {
    for (const place of places) {
      const story = stories[place]
      if (story) await play(stage, story, place)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, playOn))
  await end(database, ids, now)
}

async function isOver({ db }: OpenDatabase, ids: string[]): Promise<boolean> {
  const read = await db.selectFrom('seen').select('conversation').where('conversation', 'in', ids).execute()
  return read.length === ids.length
}

async function setStage(database: OpenDatabase, bot: string, opens: number): Promise<Stage> {
  const { db, pool } = database
  const [decides, cast, pieces] = await Promise.all([
    policyOf(db, bot),
    db.selectFrom('agent').select(['id', 'name', 'email']).where('ended_at', 'is', null).execute(),
    pool.query<ReturnType<Scene['piece']>>(
      'select id as chunk, title, url, body as text from known_chunk where bot = $1 order by position desc',
      [bot],
    ),
  ])
  const by = (key: AgentKey) => {
    const { id, name } = cast.find((agent) => agent.email === people[key].email) ?? {}
    if (!id || !name) throw new Error(`${people[key].name} has left the demo before it was made`)
    return { agent: id, name }
  }
  if (!decides) throw new Error('the demo has no bot')
  const agents = { ada: by('ada'), bo: by('bo') }
  return { database, bot, decides, agents, pieces: new Map(pieces.rows.map((piece) => [piece.title, piece])), opens }
}

/** What has long been done is not left to be done; only what was promised is still to come. */
async function end({ db }: OpenDatabase, ids: string[], now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('job')
      .where('conversation', 'in', ids)
      .where((job) => job.not(job.and([job('key', 'like', 'promiseDue:%'), job('run_at', '>', now)])))
      .execute()
    await tx
      .insertInto('seen')
      .columns(['conversation', 'visitor', 'agent'])
      .expression((of) => of.selectFrom('conversation').select(['id', 'version as visitor', 'version as agent']).where('id', 'in', ids))
      .onConflict((row) => row.doNothing())
      .execute()
  })
}
