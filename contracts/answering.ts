import type { AnyRoute } from './route.ts'

/** The routes of how bots answer: models, personas, the playground. */
export const answeringRoutes = {} satisfies Record<string, AnyRoute>
