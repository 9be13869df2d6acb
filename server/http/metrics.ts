import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export type Metrics = { registry: Registry; observe(route: string, method: string, status: number, seconds: number): void }

/** The server's numbers: those of the process, and the time that requests take. Other parts add theirs to the registry. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'baton_' })
  const requests = new Histogram({
    name: 'baton_http_request_seconds',
    help: 'Time from a request to its answer, by route.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers: [registry],
  })
  return { registry, observe: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds) }
}
