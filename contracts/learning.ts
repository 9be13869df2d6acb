import type { AnyRoute } from './route.ts'

/** The routes of what makes answers better: gaps, reviews, tests, how sure the bot is. */
export const learningRoutes = {} satisfies Record<string, AnyRoute>
