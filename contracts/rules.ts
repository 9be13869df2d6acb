import type { AnyRoute } from './route.ts'

/** The routes of escalation rules: versions, the tester, the replay, suggestions. */
export const rulesRoutes = {} satisfies Record<string, AnyRoute>
