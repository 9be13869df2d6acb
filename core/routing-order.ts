import type { HolderOf } from '@baton/contracts/conversation.ts'

type Queued = { id: string; queue: Pick<HolderOf<'queue'>, 'priority' | 'since'> }

/** Grows by one for each `ageingMs` of waiting. */
function urgency({ priority, since }: Queued['queue'], now: number, ageingMs: number): number {
  return priority + Math.max(0, now - since) / ageingMs
}

/** Of those meant the next one in line first: the most urgent, then the oldest. A heap, as few of many are asked for. */
export function* inOrder<W extends Queued>(
  waiting: readonly W[],
  isMeant: (one: W) => boolean,
  now: number,
  ageingMs: number,
): Generator<W> {
  const urgencies = new Float64Array(waiting.length)
  const heap = new Uint32Array(waiting.length)
  let count = 0
  for (let i = 0; i < waiting.length; i++) {
    const one = waiting[i] as W
    if (!isMeant(one)) continue
    urgencies[i] = urgency(one.queue, now, ageingMs)
    heap[count++] = i
  }
  const at = (place: number) => heap[place] as number
  const comes = (one: number, other: number): boolean => {
    const more = (urgencies[one] as number) - (urgencies[other] as number)
    return more > 0 || (more === 0 && isOlder(waiting[one] as W, waiting[other] as W))
  }
  for (let place = (count >> 1) - 1; place >= 0; place--) sink(place, count)
  for (let size = count; size > 0; size--) {
    yield waiting[at(0)] as W
    heap[0] = at(size - 1)
    sink(0, size - 1)
  }

  function sink(from: number, size: number): void {
    const sinking = at(from)
    let place = from
    for (let child = 2 * place + 1; child < size; child = 2 * place + 1) {
      const first = child + 1 < size && comes(at(child + 1), at(child)) ? child + 1 : child
      if (!comes(at(first), sinking)) break
      heap[place] = at(first)
      place = first
    }
    heap[place] = sinking
  }
}

function isOlder(one: Queued, other: Queued): boolean {
  return one.queue.since - other.queue.since < 0 || (one.queue.since === other.queue.since && one.id < other.id)
}
