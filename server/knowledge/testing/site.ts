import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** A website made for tests: an outdoor shop of some two hundred pages, with all that goes wrong on real ones. */
export type TestSite = {
  url: string
  port: number
  /** Every path that was asked for, in order. */
  asked: string[]
  /** How many requests were answered at once, at most. */
  readonly mostAtOnce: number
  /** Replaces a page from now on, or with null takes it away. */
  put(path: string, page: Page | null): void
  close(): Promise<void>
}
export type Page =
  | { title: string; main: string; head?: string; links?: string[]; etag?: string; modified?: string }
  | { raw: string | Buffer; type?: string; status?: number; headers?: Record<string, string> }
  | { does: 'hang' | 'hangInside' | 'endless' | 'lie' | 'reset' }

export const products = 150

export async function startSite(pages: Map<string, Page> = shop(), pace = 2): Promise<TestSite> {
  const asked: string[] = []
  let now = 0
  let most = 0
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    most = Math.max(most, ++now)
    response.once('close', () => now--)
    setTimeout(() => answer(pages, request, response), pace)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    get mostAtOnce() {
      return most
    },
    put(path, page) {
      if (page) pages.set(path, page)
      else pages.delete(path)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer(pages: Map<string, Page>, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  const page = pages.get(path) ?? madeUp(path)
  if (!page) return void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>')
  if ('does' in page) return misbehave(page.does, response)
  if ('raw' in page) {
    return void response
      .writeHead(page.status ?? 200, { 'content-type': page.type ?? 'text/html; charset=utf-8', ...page.headers })
      .end(typeof page.raw === 'string' ? page.raw.replaceAll('HERE', `http://${request.headers.host}`) : page.raw)
  }
  const known =
    (page.etag && request.headers['if-none-match'] === page.etag) ||
    (page.modified && request.headers['if-modified-since'] === page.modified)
  if (known) return void response.writeHead(304).end()
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    ...(page.etag && { etag: page.etag }),
    ...(page.modified && { 'last-modified': page.modified }),
  }
  response.writeHead(200, headers).end(html(page))
}

function misbehave(how: 'hang' | 'hangInside' | 'endless' | 'lie' | 'reset', response: ServerResponse): void {
  if (how === 'reset') return void response.destroy()
  if (how === 'lie')
    return void response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(10 * 1024 ** 3) }).write('<p>Ten')
  if (how === 'hangInside') return void response.writeHead(200, { 'content-type': 'text/html' }).write('<p>Wait for it')
  if (how === 'endless') {
    response.writeHead(200, { 'content-type': 'text/html' })
    const pour = setInterval(() => response.write('<p>more and more</p>'.repeat(2_000)), 1)
    response.once('close', () => clearInterval(pour))
  }
}

/** A calendar without end: each month leads to the next. */
function madeUp(path: string): Page | null {
  const [, year, month] = /^\/calendar\/(\d+)\/(\d+)$/.exec(path) ?? []
  if (!year || !month) return null
  const next = Number(month) === 12 ? `/calendar/${Number(year) + 1}/1` : `/calendar/${year}/${Number(month) + 1}`
  return {
    title: 'Calendar',
    main: '<p>No courses are planned for this month. Ask in the shop, or look at another month for guided tours and workshops.</p>',
    links: [next],
  }
}

function html({ title, main, head = '', links = [] }: Extract<Page, { main: string }>): string {
  const list = links.map((link) => `<li><a href="${link}">${link}</a></li>`).join('')
  return `<!doctype html><html lang="en"><head><title>${title} – Fernweh</title>${head}</head><body>
    <header><nav><ul><li><a href="/">Home</a></li><li><a href="/faq">Help</a></li><li><a href="/cart?sid=1">Cart</a></li></ul></nav></header>
    <div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience.</p><button>Accept all</button></div>
    <main><article><h1>${title}</h1>${main}</article></main><footer><ul>${list}</ul><p>© Fernweh Outdoor, Imprint</p></footer></body></html>`
}

export function product(i: number): Page {
  return {
    title: `Tent ${names[i % names.length]} ${i}`,
    etag: `"product-${i}"`,
    main: `<p>The tent ${names[i % names.length]} ${i} sleeps ${(i % 4) + 1} and weighs ${1000 + i * 13} grams; it stands up in ${(i % 7) + 2} minutes, also in wind.</p>
      <h2>Measures</h2><table><tr><th>Part</th><th>Size</th></tr><tr><td>Floor</td><td>${200 + i} × ${120 + i} cm</td></tr>
      <tr><td>Packed</td><td>${40 + (i % 9)} cm</td></tr></table>
      <h2>In the bag</h2><ul><li>${(i % 5) + 6} pegs of hard aluminium</li><li>Repair kit number ${i}</li></ul>`,
    links: i + 1 < products ? [`/products/${i + 1}`] : [],
  }
}
const names = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo']

const faqPage: Page = {
  title: 'Help',
  modified: 'Tue, 03 Nov 2026 10:00:00 GMT',
  main: `<h2>How long do I have to return something?</h2><p>Thirty days from the day it arrives, unused and in its wrapping.</p>
    <h2>Do you ship to Switzerland?</h2><p>Yes, by post, within five working days; duties are paid by us.</p>`,
  links: [
    '/products/0',
    '/guides/0',
    '/calendar/2026/1',
    '/private/list',
    '/moved',
    '/print/faq',
    '/trap/1',
    '/brochure.pdf',
    '/elsewhere',
    '/inside',
  ],
}

/** About two hundred pages: the front page, help, products (by links and sitemap), guides, and the traps. */
export function shop(): Map<string, Page> {
  const pages = new Map<string, Page>()
  pages.set('/', {
    title: 'Fernweh Outdoor',
    main: '<p>Tents, packs and repairs since 1998, in the old mill by the river; come in and try them on, or ask us on the phone.</p>',
    links: ['/faq', '/products/0'],
  })
  pages.set('/faq', faqPage)
  for (let i = 0; i < products; i++) pages.set(`/products/${i}`, product(i))
  for (let i = 0; i < 40; i++) pages.set(`/guides/${i}`, guide(i))
  for (const [path, page] of Object.entries(odd())) pages.set(path, page)
  const listed = Array.from({ length: products }, (_, i) => `<url><loc>HERE/products/${i}</loc></url>`)
  pages.set('/sitemap.xml', { raw: `<?xml version="1.0"?><urlset>${listed.join('')}</urlset>`, type: 'application/xml' })
  pages.set('/robots.txt', { raw: 'User-agent: *\nDisallow: /private/\nAllow: /\n', type: 'text/plain' })
  return pages
}

function guide(i: number): Page {
  return {
    title: `Guide ${i}`,
    main: `<p>Route ${i} starts at station ${i * 3} and takes ${(i % 6) + 2} hours over pass number ${i}, with a hut at kilometre ${i + 4} that serves soup.</p>
      <h2>When to go</h2><p>From May until ${['September', 'October', 'November'][i % 3]}; with snow only for those who know avalanche rule ${i}.</p>`,
    links: [`/guides/${i + 1}`],
  }
}

/** Duplicates, redirects, and servers that hang, pour, lie or garble. */
function odd(): Record<string, Page> {
  return {
    '/private/list': { title: 'Price list', main: '<p>Dealers only: a list of prices that robots.txt asks nobody to read at all.</p>' },
    '/moved': { raw: '', status: 301, headers: { location: '/faq' } },
    '/print/faq': { ...(faqPage as Extract<Page, { main: string }>), title: 'Help – print version', links: [] },
    '/elsewhere': { raw: '', status: 302, headers: { location: 'http://example.com/' } },
    '/inside': { raw: '', status: 302, headers: { location: 'http://10.0.0.1/admin' } },
    '/brochure.pdf': { raw: '%PDF-1.7', type: 'application/pdf' },
    '/trap/1': {
      title: 'Traps',
      main: '<p>Pages that misbehave, each in its own way, and one that is fine all the same.</p>',
      links: trapLinks,
    },
    '/trap/hang': { does: 'hang' },
    '/trap/inside': { does: 'hangInside' },
    '/trap/endless': { does: 'endless' },
    '/trap/lie': { does: 'lie' },
    '/trap/reset': { does: 'reset' },
    '/trap/latin': {
      raw: Buffer.from(
        '<html><body><main><p>Die Größe des Rucksacks steht im Deckelfach, gut lesbar für alle, die messen.</p></main></body></html>',
        'latin1',
      ),
      type: 'text/html; charset=utf-8',
    },
    '/trap/utf8': {
      raw: '<html><body><main><p>Übergröße: die längste Jacke misst neunzig Zentimeter und wärmt bis über die Hüfte.</p></main></body></html>',
      type: 'text/html; charset=iso-8859-1',
    },
    '/trap/noise': { raw: Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 256)), type: 'text/html' },
    '/trap/bomb': { raw: gzipSync(Buffer.alloc(50 * 1024 * 1024, 'a')), headers: { 'content-encoding': 'gzip' } },
    '/trap/loop': { raw: '', status: 302, headers: { location: '/trap/loop' } },
    '/trap/canonical': {
      title: 'Help',
      head: '<link rel="canonical" href="/faq">',
      main: '<p>The help page under another address, for a campaign in spring that is long over.</p>',
    },
    '/trap/fine': {
      title: 'Opening hours',
      main: '<p>The shop is open from nine to six on weekdays and from ten to four on Saturdays.</p>',
    },
  }
}
const trapLinks = ['hang', 'inside', 'endless', 'lie', 'reset', 'latin', 'utf8', 'noise', 'bomb', 'loop', 'canonical', 'fine', 'gone'].map(
  (name) => `/trap/${name}`,
)
