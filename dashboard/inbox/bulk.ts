import { api } from '@baton/contracts/api.ts'
import type { Row } from '@baton/contracts/down.ts'
import { call } from '../live/call.ts'
import { newCause } from '../live/cause.ts'
import type { Live } from '../live/store.ts'

/** What is done to several at once, and how each is undone; an act says why it was refused, else null. */
export type BulkAct = { run: (id: string) => Promise<string | null>; undo: (id: string, before: Row) => Promise<string | null> }
export type Done = { done: Row[]; refused: string[] }

export function bulkActs(live: Live, me: string) {
  const act = async (id: string, wish: Parameters<Live['act']>[1]) => {
    const outcome = await live.act(id, wish)
    return outcome.ok ? null : outcome.sentence
  }
  const told = (doing: Promise<unknown>) =>
    doing.then(
      () => null,
      (error: Error) => error.message,
    )
  const give = (id: string, agent: string) => told(call(api.assign, { params: { id }, body: { cause: newCause(), agent } }))
  /** Back into a team's queue. */
  const line = (id: string, team: string) => told(call(api.transfer, { params: { id }, body: { cause: newCause(), team } }))
  const putBack = async (id: string, { holder }: Row) => {
    if (holder.kind === 'agent') return holder.agent === me ? null : give(id, holder.agent)
    return holder.kind === 'queue' ? line(id, holder.team) : act(id, { type: 'handBack', note: null })
  }
  return {
    close: {
      run: (id: string) => act(id, { type: 'close', outcome: 'solved', why: null }),
      // What waited waits on. Else whoever re-opens it has it: it goes on to whom it was with.
      undo: async (id: string, before: Row) =>
        before.holder.kind === 'queue'
          ? act(id, { type: 'reopen', back: true })
          : ((await act(id, { type: 'reopen' })) ?? putBack(id, before)),
    },
    handBack: { run: (id: string) => act(id, { type: 'handBack', note: null }), undo: (id: string) => act(id, { type: 'takeOver' }) },
    assign: (agent: string): BulkAct => ({
      run: (id) => give(id, agent),
      // Taken first where it went to somebody else: only its owner hands it back.
      undo: async (id, before) => {
        if (before.holder.kind === 'agent' || agent === me) return putBack(id, before)
        return (await act(id, { type: 'takeOver' })) ?? putBack(id, before)
      },
    }),
  }
}

/** Does it to each, and keeps how each was before. */
export async function doAll(rows: readonly Row[], { run }: Pick<BulkAct, 'run'>): Promise<Done> {
  const results = await Promise.all(rows.map(async (row) => ({ row, refused: await run(row.id) })))
  return {
    done: results.filter(({ refused }) => refused === null).map(({ row }) => row),
    refused: results.flatMap(({ refused }) => (refused === null ? [] : [refused])),
  }
}
