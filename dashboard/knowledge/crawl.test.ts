import { crawlSettings } from '@baton/contracts/knowledge.ts'
import { describe, expect, test } from 'vitest'
import { changesInWords, draftOf, mostDepth, mostPages, newCrawl, progressOf, readCrawl, scheduleInWords, withRhythm } from './crawl.ts'

describe('sync settings', () => {
  test('are what the contract takes, when nothing is said', () => {
    expect(readCrawl(newCrawl)).toEqual({ settings: crawlSettings.parse({}) })
  })

  test('come out of the form as they went in', () => {
    const settings = crawlSettings.parse({ include: ['/help/*'], skip: ['/blog/*', '/cart'], depth: 2, schedule: { every: 'hour' } })
    expect(readCrawl(draftOf(settings))).toEqual({ settings })
  })

  test('take one path a line, and a star for the beginning', () => {
    const read = readCrawl({ ...newCrawl, include: ' /help/* \n\n*/print\r\n', skip: '' })
    expect(read).toMatchObject({ settings: { include: ['/help/*', '/*/print'] } })
    expect(crawlSettings.safeParse('settings' in read && read.settings).success).toBe(true)
  })

  test.each([['help'], ['https://shop.example/help'], ['/two words'], [`/${'a'.repeat(200)}`]])(
    'name a line that is no path: %s',
    (line) => {
      const read = readCrawl({ ...newCrawl, skip: `/blog/*\n${line}` })
      expect('problem' in read && read.problem).toContain(`“${line}”`)
      expect(crawlSettings.safeParse({ skip: [line] }).success).toBe(false)
    },
  )

  test('offer exactly the limits of the contract', () => {
    expect(crawlSettings.safeParse({ depth: mostDepth, pages: mostPages }).success).toBe(true)
    expect(crawlSettings.safeParse({ depth: mostDepth + 1 }).success).toBe(false)
    expect(crawlSettings.safeParse({ pages: mostPages + 1 }).success).toBe(false)
  })
})

describe('the rhythm', () => {
  test('keeps hour and zone when it changes between days and weeks', () => {
    const daily = withRhythm({ every: 'off' }, 'day', 'Europe/Berlin')
    expect(daily).toEqual({ every: 'day', hour: 3, zone: 'Europe/Berlin' })
    expect(withRhythm({ ...daily, hour: 6 } as typeof daily, 'week', 'UTC')).toEqual({
      every: 'week',
      day: 1,
      hour: 6,
      zone: 'Europe/Berlin',
    })
    expect(withRhythm(daily, 'off', 'UTC')).toEqual({ every: 'off' })
  })

  test('is said in words, Monday being the first day', () => {
    expect(scheduleInWords({ every: 'off' })).toBe('read only by hand')
    expect(scheduleInWords({ every: 'hour' })).toBe('every hour')
    expect(scheduleInWords({ every: 'week', day: 1, hour: 6, zone: 'Asia/Tokyo' })).toBe('every Monday at 06:00 (Asia/Tokyo)')
    expect(scheduleInWords({ every: 'week', day: 7, hour: 23, zone: 'UTC' })).toBe('every Sunday at 23:00 (UTC)')
  })
})

test('progress counts what is done of what is found so far', () => {
  const none = { waiting: 0, read: 0, duplicate: 0, skipped: 0, failed: 0, gone: 0 }
  expect(progressOf({ ...none, waiting: 5, read: 3, failed: 1 })).toEqual({ done: 4, all: 9 })
  expect(progressOf(none)).toBeNull()
  expect(progressOf(null)).toBeNull()
})

test('what a sync changed is said without zeros', () => {
  expect(changesInWords({ added: 3, changed: 0, removed: 1 })).toBe('3 new, 1 removed')
  expect(changesInWords({ added: 0, changed: 0, removed: 0 })).toBe('nothing changed')
})
