import type { GapState, QuestionWhy } from '@baton/contracts/gaps.ts'
import type { ReviewWhy } from '@baton/contracts/reviews.ts'
import type { TestShow } from '@baton/contracts/test-cases.ts'

// In the order in which they are shown. The schemas themselves don't run in a browser.

export const gapStates: readonly GapState[] = ['open', 'answered', 'dismissed']
export const questionWhys: readonly QuestionWhy[] = ['unsure', 'askedBack', 'unhelpful', 'repeated', 'handedOver']
export const reviewWhys: readonly ReviewWhy[] = ['rule', 'low', 'agent', 'unhelpful']
export const testShows: readonly TestShow[] = ['all', 'green', 'red', 'new']
