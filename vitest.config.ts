import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const onDatabase = ['server/testing/global-setup.ts']

export default defineConfig({
  test: {
    // Files wait for databases and sockets more than they compute: both cores stay busy with two.
    maxWorkers: 2,
    projects: [
      { test: { name: 'contracts', include: ['contracts/**/*.test.ts'], testTimeout: 30_000, isolate: false } },
      { test: { name: 'core', include: ['core/**/*.test.ts'], testTimeout: 30_000, isolate: false } },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'bin/**/*.test.ts'],
          globalSetup: onDatabase,
          testTimeout: 20_000,
          hookTimeout: 30_000,
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
          sequence: { groupOrder: 1 },
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
