import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A built file, ready to send. `small` is its brotli form, where that is worth it. */
type Built = { body: Buffer; small: Buffer | null; type: string; etag: string; stamp: string }

export type Folder = {
  /** Sends the file of this name, or returns null when there is none. A name is a path below the folder, without a leading slash. */
  send(request: FastifyRequest, reply: FastifyReply, name: string, headers: Record<string, string>): Promise<FastifyReply | null>
}

// Nothing else is ever built, and nothing else is ever sent.
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
}
const compressed = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt'])
const brotli = promisify(brotliCompress)

/** Serves a folder of built files from memory; a file that was built again is read again. */
export function folder(root: string): Folder {
  const known = new Map<string, Built>()
  return {
    async send(request, reply, name, headers) {
      const built = await load(root, known, name)
      if (!built) return null
      reply.headers({ 'cache-control': cachingOf(name), etag: built.etag, vary: 'accept-encoding', ...headers })
      if (request.headers['if-none-match'] === built.etag) return reply.code(304).send()
      reply.type(built.type)
      const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
      return built.small && takesBrotli ? reply.header('content-encoding', 'br').send(built.small) : reply.send(built.body)
    },
  }
}

/**
 * How long a browser may keep a file: for ever when its name carries its hash, five minutes for the loader (its name is in other people's
 * pages), else it asks each time. A hash is told from a word by a capital, a digit or an underscore.
 */
export function cachingOf(name: string): string {
  if (/(^|\/)loader[^/]*\.js$/.test(name)) return 'public, max-age=300'
  return /[-.](?=[a-z-]*[A-Z0-9_])[\w-]{8,}\.[a-z0-9]+$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

async function load(root: string, known: Map<string, Built>, name: string): Promise<Built | null> {
  const type = types[extname(name)]
  // No dot at the start of any part: neither a way up nor a hidden file.
  if (!type || !/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)) return null
  const path = join(root, name)
  const stats = await stat(path).catch(() => null)
  if (!stats?.isFile()) return null
  const stamp = `${stats.mtimeMs} ${stats.size}`
  const before = known.get(name)
  if (before?.stamp === stamp) return before
  const built = await read(path, type, stamp)
  known.set(name, built)
  return built
}

async function read(path: string, type: string, stamp: string): Promise<Built> {
  const body = await readFile(path)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  const small = compressed.has(extname(path)) && body.length > 1_000 ? await brotli(body, { params }) : null
  return { body, small, type, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`, stamp }
}
