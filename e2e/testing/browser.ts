import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core'

/** How long a step may take before the story has failed: long enough for a busy machine, as nothing waits for it in vain. */
const patience = 30_000

/** A real Chromium, from a package of the registry. Its own flags are left out: they turn off what a browser protects. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await unpacked(), args: ['--no-sandbox', '--disable-gpu'], headless: true })
}

/** `before` prepares the page before it is opened. */
export type Options = BrowserContextOptions & { before?: (page: Page) => Promise<unknown> }

/** Somebody at a browser of their own. `complaints` are what went wrong in the page without anybody seeing it. */
export type Person = { context: BrowserContext; page: Page; complaints: string[] }

export async function openPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', locale: 'en-GB', ...options })
  context.setDefaultTimeout(patience)
  const complaints: string[] = []
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text())
  })
  return { context, page: await context.newPage(), complaints }
}

/**
 * Unpacked once for each version and user, aside and then renamed into place: of two runs that begin together, or one that is killed,
 * none leaves half a browser behind.
 */
async function unpacked(): Promise<string> {
  const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const version = devDependencies['@sparticuz/chromium']
  const folder = join(tmpdir(), `baton-chromium-${version}-${process.getuid?.() ?? 0}`)
  const binary = join(folder, 'chromium')
  if (existsSync(binary)) return binary
  const aside = mkdtempSync(`${folder}-`)
  await unpackInto(aside)
  try {
    renameSync(aside, folder)
  } catch {
    rmSync(aside, { recursive: true, force: true }) // somebody else was first
  }
  return binary
}

/** The package unpacks into the system's temporary folder, which is asked for by this variable. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
