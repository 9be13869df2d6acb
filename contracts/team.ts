import type { AnyRoute } from './route.ts'

/** The routes of people, teams, hours and the ladder. */
export const teamRoutes = {} satisfies Record<string, AnyRoute>
