import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Rich } from './Rich.tsx'
import { Said } from './Said.tsx'
import { ago, counting, dueAt } from './time.ts'

const html = (text: string, marks?: [number, number][]) => renderToStaticMarkup(<Said text={text} marks={marks} />)

describe('what somebody said', () => {
  test('is never read as HTML', () => {
    expect(html('<img src=x onerror=alert(1)>')).toBe('&lt;img src=x onerror=alert(1)&gt;')
  })

  test('addresses become links, without the full stop, and only http(s) does', () => {
    expect(html('See https://a.example/x?y=1. Or javascript:alert(1)')).toBe(
      'See <a href="https://a.example/x?y=1" target="_blank" rel="noopener noreferrer nofollow">https://a.example/x?y=1</a>. Or javascript:alert(1)',
    )
  })

  test('marks are drawn where they fit, and ignored where they don’t', () => {
    expect(html('Can I talk to a human?', [[6, 21]])).toBe('Can I <mark>talk to a human</mark>?')
    expect(
      html('short', [
        [2, 99],
        [4, 3],
        [0, 2],
        [1, 3],
      ]),
    ).toBe('<mark>sh</mark>ort')
  })

  test('stays quick on hostile input', () => {
    expect(html('https://'.repeat(500)).length).toBeGreaterThan(0)
  })

  test('our own sentences may be strong in part', () => {
    expect(renderToStaticMarkup(<Rich text="**Ada accepted** after 0:48" />)).toBe('<strong>Ada accepted</strong> after 0:48')
  })
})

describe('times', () => {
  const now = new Date(2026, 10, 24, 14, 0).getTime()

  test.each([
    [7_000, '0:07'],
    [401_000, '6:41'],
    [3_600_000 * 3 + 720_000, '3 h 12'],
    [3_600_000 * 52, '2 d 4 h'],
    [-5, '0:00'],
  ])('%d ms count as %s', (ms, text) => expect(counting(ms)).toBe(text))

  test('are relative up to a day, then dated', () => {
    expect([ago(now - 5_000, now), ago(now - 720_000, now), ago(now - 7_200_000, now), ago(now - 90_000_000, now)]).toEqual([
      'now',
      '12 min',
      '2 h',
      '23 Nov',
    ])
  })

  test('what is due says its day when that is not today', () => {
    expect([dueAt(now + 3_600_000, now), dueAt(now + 90_000_000, now), dueAt(now + 3 * 86_400_000, now)]).toEqual([
      '15:00',
      'tomorrow 15:00',
      'Fri 27 Nov 14:00',
    ])
  })
})
