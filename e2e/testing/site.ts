import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type SiteOptions = {
  /** Where Baton is. */
  baton: string
  /** The line that the dashboard gives to copy. */
  snippet: string
  css?: string
  /** A Content-Security-Policy, with `BATON` for where Baton is. */
  csp?: string
  /** Attributes of the page's root. */
  root?: string
}

export const snippetOf = (baton: string, bot: string) => `<script async src="${baton}/widget/loader.js" data-bot="${bot}"></script>`

export type Site = { url: string; close(): Promise<void> }

/** The company's own website: another origin. */
export async function openSite(options: SiteOptions): Promise<Site> {
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') return void response.writeHead(204).end()
    const csp = options.csp?.replaceAll('BATON', options.baton).replaceAll('SOCKET', options.baton.replace('http', 'ws'))
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...(csp ? { 'content-security-policy': csp } : {}) })
    response.end(pageOf(options))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { url, close }
}

function pageOf({ snippet, css, root = 'lang="en"' }: SiteOptions): string {
  const style = css ? `<style>${css}</style>` : ''
  return `<!doctype html><html ${root}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tarn 2 tent · Fernweh Outdoor</title>${style}</head><body><main><h1>Tarn 2</h1><p>Two people, three seasons, 1.6 kg.</p><input aria-label="Search the shop"></main>
${snippet}</body></html>`
}
