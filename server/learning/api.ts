import type { LearningDeps } from './deps.ts'
import { type DraftDeps, draftHandlers } from './drafts.ts'
import { gapHandlers } from './gap-api.ts'
import { type PlaygroundDeps, playgroundHandler } from './playground.ts'
import { type Acting, reviewHandlers } from './review-api.ts'
import { testHandlers } from './tests/test-api.ts'

export type LearningApiDeps = LearningDeps & {
  act: Acting
  publish: DraftDeps['publish']
  playground: Omit<PlaygroundDeps, 'db'>
}

/** The handlers of what makes answers better. */
export function learningHandlers(deps: LearningApiDeps) {
  return {
    ...gapHandlers(deps),
    ...reviewHandlers(deps),
    ...testHandlers(deps),
    ...draftHandlers(deps),
    playground: playgroundHandler({ db: deps.db, ...deps.playground }),
  }
}
