import { startEmbedded } from '../db/embedded.ts'
import { silence } from '../log.ts'

// A server that is nothing but its database, in a process that tests can kill.
await startEmbedded({ dataDir: process.argv[2] ?? '', log: silence })
process.stdout.write('ready\n')
setInterval(() => {}, 60_000)
