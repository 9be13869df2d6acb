// Succeeds when a PostgreSQL answers at the address in the first argument.
import pg from 'pg'

const client = new pg.Client({ connectionString: process.argv[2], connectionTimeoutMillis: 2_000 })
client.on('error', () => {})
client.connect().then(
  () => client.end(),
  () => process.exit(1),
)
