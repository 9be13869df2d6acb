import { run } from './terminal.ts'

// What bin/dev.js watches: the server from its sources, with the flags that came along.
await run('start', process.argv.slice(2), process.env)
