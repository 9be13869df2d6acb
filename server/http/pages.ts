import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { botOf } from '../bots/store.ts'
import type { Database } from '../db/tables.ts'
import { refuse } from './answers.ts'
import { type Folder, folder } from './files.ts'
import { allowAnySite, carrierHeaders, dashboardHeaders } from './headers.ts'
import { tryPage } from './try-page.ts'

export type PagesDeps = {
  db: Kysely<Database>
  /** The checkout, in which `dashboard/dist`, `widget/dist` and `widget/demo` lie. */
  root: string
  /** The bot on the demo's shop page; null when this is no demo. */
  demoBot: string | null
}

/** Everything that a browser shows: the dashboard, the widget, the try-it page, the demo's shop. */
export function registerPages(app: FastifyInstance, { db, root, demoBot }: PagesDeps) {
  const dashboard = folder(join(root, 'dashboard', 'dist'))
  const widget = folder(join(root, 'widget', 'dist'))
  app.get('/widget/*', { config: { open: true } }, async (request, reply) => sendWidget(widget, request, reply))
  app.get<{ Params: { bot: string } }>('/try/:bot', async (request, reply) => {
    const bot = isId(request.params.bot) ? await botOf(db, request.params.bot) : null
    return bot ? sendCarrier(request, reply, tryPage(bot)) : refuse(reply, { no: 'notFound' })
  })
  if (demoBot) registerDemo(app, join(root, 'widget', 'demo'), demoBot)
  app.get('/*', async (request, reply) => sendDashboard(dashboard, request, reply))
}

async function sendWidget(files: Folder, request: FastifyRequest, reply: FastifyReply) {
  allowAnySite(reply)
  return (await files.send(request, reply, nameIn(request, '/widget/'), {})) ?? refuse(reply, { no: 'notFound' })
}

/** A file of the dashboard, else its one page, which knows its own addresses. */
async function sendDashboard(files: Folder, request: FastifyRequest, reply: FastifyReply) {
  const name = nameIn(request, '/')
  if (name === 'v1' || name.startsWith('v1/') || name.startsWith('socket/')) return refuse(reply, { no: 'notFound' })
  const isFile = /\.\w+$/.test(name)
  const sent = await files.send(request, reply, isFile ? name : 'index.html', isFile ? {} : dashboardHeaders(request.peer))
  return sent ?? refuse(reply, { no: 'notFound' })
}

function registerDemo(app: FastifyInstance, place: string, bot: string) {
  const files = folder(place)
  app.get('/demo', async (request, reply) => {
    const html = await readFile(join(place, 'index.html'), 'utf8')
    return sendCarrier(request, reply, html.replaceAll('__BOT__', bot))
  })
  app.get('/demo/*', async (request, reply) => {
    return (await files.send(request, reply, nameIn(request, '/demo/'), {})) ?? refuse(reply, { no: 'notFound' })
  })
}

function sendCarrier(request: FastifyRequest, reply: FastifyReply, html: string) {
  return reply.headers(carrierHeaders(html, request.peer)).type('text/html; charset=utf-8').send(html)
}

function nameIn(request: FastifyRequest, prefix: string): string {
  return (request.url.split('?', 1)[0] ?? '').slice(prefix.length)
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
