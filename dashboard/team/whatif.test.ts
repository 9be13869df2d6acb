import { expect, test } from 'vitest'
import { instant, wallTime } from './WhatIf.tsx'

test.each(['Europe/Vienna', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Australia/Lord_Howe'])(
  'wall time of %s goes there and back',
  (zone) => {
    for (const at of [Date.UTC(2026, 0, 10, 7, 30), Date.UTC(2026, 6, 10, 23)]) expect(instant(wallTime(at, zone), zone)).toBe(at)
  },
)
