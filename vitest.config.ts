import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const onDatabase = ['server/testing/global-setup.ts']

/** Where processes, databases and browsers take part, a busy machine can come in between: one more go, and `npm test` names who needed it. */
const retry = 1

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'contracts', include: ['contracts/**/*.test.ts'], testTimeout: 30_000, isolate: false } },
      { test: { name: 'core', include: ['core/**/*.test.ts'], testTimeout: 30_000, isolate: false } },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'bin/**/*.test.ts'],
          globalSetup: onDatabase,
          // They wait for databases and processes more than they compute.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          retry,
        },
      },
      {
        plugins: [react()],
        test: { name: 'dashboard', include: ['dashboard/**/*.test.{ts,tsx}'], environment: 'happy-dom', testTimeout: 30_000 },
      },
      { test: { name: 'widget', include: ['widget/**/*.test.{ts,tsx}'], environment: 'happy-dom', testTimeout: 30_000 } },
      {
        // After everything else: a browser beside the server's tests makes waits out of steps.
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: onDatabase,
          sequence: { groupOrder: 2 },
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry,
        },
      },
    ],
  },
})
