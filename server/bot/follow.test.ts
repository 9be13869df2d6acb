import { expect, it } from 'vitest'
import { weightsAt } from './confidence.ts'
import { contextOf } from './follow.ts'

const history = [
  { by: 'visitor' as const, text: 'What does shipping cost?' },
  { by: 'bot' as const, text: '4.90 euros.' },
]

it('a question comes with the line before, and with whether it leans on it', () => {
  expect(contextOf('and for Austria?', history)).toEqual({ line: 'What does shipping cost?', leans: true })
  expect(contextOf('how do I reset my password', history)).toEqual({ line: 'What does shipping cost?', leans: false })
  expect(contextOf('and for Austria?', history.slice(1))).toBeNull()
})

it('weights for rich knowledge are added as far as it is rich', () => {
  const weights = { entry: [1, 2], none: [3], rich: { entry: [4, -2], none: [-1] } }
  expect(weightsAt(weights, 0)).toEqual({ entry: [1, 2], none: [3] })
  expect(weightsAt(weights, 0.5)).toEqual({ entry: [3, 1], none: [2.5] })
})
