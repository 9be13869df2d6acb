import { expect, test } from 'vitest'
import { statusFrom } from './status.ts'

test('what the socket says wins over what was declared before', () => {
  expect(statusFrom('busy', true)).toBe('online')
  expect(statusFrom('online', false)).toBe('away')
  expect(statusFrom('offline', false)).toBe('offline')
  expect(statusFrom(undefined, false)).toBe('away')
})
