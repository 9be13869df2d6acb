import { gapState, questionWhy } from '@baton/contracts/gaps.ts'
import { reviewWhy } from '@baton/contracts/reviews.ts'
import { testShow } from '@baton/contracts/test-cases.ts'
import { expect, test } from 'vitest'
import { gapStates, questionWhys, reviewWhys, testShows } from './lists.ts'

test('the lists of the pages are those of the contracts', () => {
  expect([gapStates, questionWhys, reviewWhys, testShows]).toEqual([
    gapState.options,
    questionWhy.options,
    reviewWhy.options,
    testShow.options,
  ])
})
