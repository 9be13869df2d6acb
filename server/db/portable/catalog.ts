import type pg from 'pg'
import { leftOut } from './format.ts'

/** A table to carry: `types` in the order of `columns`. Columns that the database computes aren't among them. */
export type Carried = { name: string; columns: string[]; types: string[]; numbered: string[] }

/** The tables to carry, each after those that it refers to. */
export async function carriedTables(client: pg.ClientBase): Promise<Carried[]> {
  const { rows } = await client.query<Carried & { refersTo: string[] }>(
    `select c.relname::text as name,
       array_agg(a.attname::text order by a.attnum) as columns,
       array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
       coalesce(array_agg(a.attname::text) filter (where a.attidentity <> ''), '{}') as numbered,
       array(select r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
         where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> f.conrelid) as "refersTo"
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> all($1)
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.oid, c.relname order by c.relname`,
    [leftOut],
  )
  return inOrder(rows)
}

/** The number of the schema's newest migration; 0 when there is no schema. */
export async function schemaNumber(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('migration') is not null as there")
  if (!rows[0]?.there) return 0
  const newest = await client.query<{ number: number }>('select coalesce(max(number), 0)::int as number from migration')
  return newest.rows[0]?.number ?? 0
}

function inOrder<T extends { name: string; refersTo: string[] }>(tables: T[]): T[] {
  const placed: T[] = []
  const waiting = [...tables]
  while (waiting.length > 0) {
    const free = waiting.findIndex(({ refersTo }) => !waiting.some(({ name }) => refersTo.includes(name)))
    if (free < 0) throw new Error(`The tables ${waiting.map(({ name }) => name).join(', ')} refer to one another in a circle.`)
    placed.push(...waiting.splice(free, 1))
  }
  return placed
}
