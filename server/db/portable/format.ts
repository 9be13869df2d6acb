/**
 * The file of `baton export`: gzipped lines of JSON. An object opens a part, an array is a row.
 *
 *     {"baton":1,"version":"0.1.0","schema":1,"at":"2026-11-24T06:00:00.000Z"}
 *     {"table":"team","columns":["id","name"]}
 *     ["6f0d…","Support"]
 *     {"rows":{"team":1},"sha256":"…"}
 *
 * Every value is PostgreSQL's own text for it, or null: that is exact for every type. The last line counts the rows of each table and has
 * the hash of all bytes before it.
 */
export type Head = { baton: typeof format; version: string; schema: number; at: string }
export type Table = { table: string; columns: string[] }
export type Foot = { rows: Record<string, number>; sha256: string }

export const format = 1

/** What is of one server, one session or one moment, and what opens doors: none of it leaves in a file. */
export const leftOut = ['migration', 'session', 'link', 'api_key', 'secret', 'node', 'connection']
