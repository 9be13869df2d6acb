import type { Handler } from '../jobs/worker.ts'
import type { LearningDeps } from './deps.ts'
import { tryGapJob } from './gap-api.ts'
import { lookJob, planLook } from './look-job.ts'
import { testRunJob } from './tests/run-job.ts'

/** What learning does in the background; `stop` has a run of tests go on with the next server. */
export function learningJobs(deps: LearningDeps): { handlers: Record<string, Handler>; start(): Promise<void>; stop(): void } {
  const ending = new AbortController()
  return {
    handlers: { look: lookJob(deps), tryGap: tryGapJob(deps), testRun: testRunJob({ ...deps, until: ending.signal }) },
    start: () => planLook(deps.db, deps.clock()),
    stop: () => ending.abort(),
  }
}
