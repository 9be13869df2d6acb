const quarter = 900_000
const most = 20_000

type Zone = { format: Intl.DateTimeFormat; offsets: Map<number, number> }
const zones = new Map<string, Zone>()

/** What is added to an instant to have the wall time of a zone, in ms. Clocks have been changed on quarters of an hour since 2012, so one is read for each. */
export function offsetAt(zone: string, at: number): number {
  const { format, offsets } = zones.get(zone) ?? open(zone)
  const key = Math.floor(at / quarter)
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= most) offsets.clear()
  const offset = read(format, key * quarter) - key * quarter
  offsets.set(key, offset)
  return offset
}

/** When between two instants, at most a day apart, the clocks are changed; null when they aren't. */
export function changeBetween(zone: string, from: number, to: number): number | null {
  const after = offsetAt(zone, to)
  if (offsetAt(zone, from) === after) return null
  let early = Math.floor(from / quarter)
  let late = Math.floor(to / quarter)
  while (late - early > 1) {
    const middle = (early + late) >> 1
    if (offsetAt(zone, middle * quarter) === after) late = middle
    else early = middle
  }
  return late * quarter
}

function open(zone: string): Zone {
  const numeric = 'numeric' as const
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric }
  const opened = { format: new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts }), offsets: new Map() }
  zones.set(zone, opened)
  return opened
}

/** The wall time as if it were one of UTC. */
function read(format: Intl.DateTimeFormat, at: number): number {
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
}
