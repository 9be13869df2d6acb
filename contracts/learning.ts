import { draftRoutes } from './drafts.ts'
import { gapRoutes } from './gaps.ts'
import { playgroundRoutes } from './playground.ts'
import { reviewRoutes } from './reviews.ts'
import type { AnyRoute } from './route.ts'
import { surenessRoutes } from './sureness.ts'
import { testRoutes } from './test-cases.ts'

/** The routes of what makes answers better: gaps, reviews, tests, how sure the bot is. */
export const learningRoutes = {
  ...gapRoutes,
  ...reviewRoutes,
  ...testRoutes,
  ...draftRoutes,
  ...playgroundRoutes,
  ...surenessRoutes,
} satisfies Record<string, AnyRoute>
