import type { CrawlSettings, PageChange, Schedule, SourceItem } from '@baton/contracts/knowledge.ts'
import { crawlText, pagesText } from './text.ts'

/** Sync settings as they stand in the form. */
export type CrawlDraft = { include: string; skip: string; depth: number; pages: number; schedule: Schedule }

export const mostDepth = 20
export const mostPages = 5_000
const mostPatterns = 50

/** A new website: what the contract takes when nothing is said. */
export const newCrawl: CrawlDraft = { include: '', skip: '', depth: 5, pages: 500, schedule: { every: 'off' } }

export function draftOf({ include, skip, depth, pages, schedule }: CrawlSettings): CrawlDraft {
  return { include: include.join('\n'), skip: skip.join('\n'), depth, pages, schedule }
}

/** The settings that a form says, or what is wrong with it. */
export function readCrawl({ include, skip, ...rest }: CrawlDraft): { settings: CrawlSettings } | { problem: string } {
  const [only, without] = [patternsIn(include), patternsIn(skip)]
  const bad = [...only, ...without].find((line) => !/^\/\S*$/.test(line) || line.length > 200)
  if (bad !== undefined) return { problem: crawlText('badPattern', bad) }
  if (only.length > mostPatterns || without.length > mostPatterns) return { problem: crawlText('tooMany') }
  return { settings: { include: only, skip: without, ...rest } }
}

/** A pattern is matched from the beginning of the path, so one that begins with a star begins with `/` as well. */
function patternsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).map((line) => (line.startsWith('*') ? `/${line}` : line))
}

/** Another rhythm keeps the hour and the zone that were chosen before. */
export function withRhythm(schedule: Schedule, every: Schedule['every'], here: string): Schedule {
  const at = 'hour' in schedule ? { hour: schedule.hour, zone: schedule.zone } : { hour: 3, zone: here }
  if (every === 'day') return { every, ...at }
  return every === 'week' ? { every, day: 1, ...at } : { every }
}

export const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/** Monday is 1. */
export const weekdays: readonly string[] = Array.from({ length: 7 }, (_, i) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + i)),
)

export function scheduleInWords(schedule: Schedule): string {
  switch (schedule.every) {
    case 'off':
      return crawlText('saysOff')
    case 'hour':
      return crawlText('saysHour')
    case 'day':
      return crawlText('saysDay', clockOf(schedule.hour), schedule.zone)
    case 'week':
      return crawlText('saysWeek', weekdays[schedule.day - 1] ?? '', clockOf(schedule.hour), schedule.zone)
  }
}

/** How far a sync is: of the pages found so far those that are done. */
export function progressOf(pages: SourceItem['pages']): { done: number; all: number } | null {
  if (!pages) return null
  const all = Object.values(pages).reduce((sum, n) => sum + n, 0)
  return all === 0 ? null : { done: all - pages.waiting, all }
}

/** What the last sync changed: `3 new, 1 removed`. */
export function changesInWords(changes: Record<PageChange, number>): string {
  const parts = [
    changes.added > 0 && pagesText('nAdded', changes.added),
    changes.changed > 0 && pagesText('nChanged', changes.changed),
    changes.removed > 0 && pagesText('nRemoved', changes.removed),
  ].filter(Boolean)
  return parts.length === 0 ? pagesText('nothingChanged') : parts.join(', ')
}
