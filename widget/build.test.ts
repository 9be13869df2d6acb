// @vitest-environment node
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const kB = 1_024
const sizeOf = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length

describe('the built widget', () => {
  const out = mkdtempSync(join(tmpdir(), 'baton-widget-'))
  beforeAll(async () => {
    await build({ configFile: join(here, 'vite.config.ts'), root: here, logLevel: 'error', build: { outDir: out, emptyOutDir: true } })
  }, 60_000)
  afterAll(() => rmSync(out, { recursive: true, force: true }))
  const manifest = () => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { loader: string; panel: string }

  it('costs a page at most 2 kB, and 20 kB more when it is opened', () => {
    expect(sizeOf(join(out, manifest().loader))).toBeLessThanOrEqual(2 * kB)
    expect(sizeOf(join(out, manifest().panel))).toBeLessThanOrEqual(20 * kB)
  })

  it('knows nothing of what visitors never receive', () => {
    const panel = readFileSync(join(out, manifest().panel), 'utf8')
    expect(panel).toContain('visitorSaid')
    expect(panel).not.toMatch(/ruleApplied|botHeldBack|ringLapsed|offerPlanned/)
  })

  it('has no other code than these two, and a lasting name for the panel', () => {
    const code = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) === '.js')
    expect(code.sort()).toEqual([manifest().panel, 'loader.js', 'panel.js'].sort())
    expect(readFileSync(join(out, 'panel.js'), 'utf8')).toContain(manifest().panel)
    expect(readFileSync(join(out, 'loader.js'), 'utf8')).toContain(manifest().panel)
    expect(manifest().panel).toMatch(/^assets\/panel-[\w-]{8}\.js$/)
  })
})

describe('the source', () => {
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.|^(dist|testing|demo)\/|vite/.test(name),
  )
  const texts = files.map((name) => [name, readFileSync(join(here, name), 'utf8')] as const)

  it('makes no HTML from strings, runs no strings, and writes no style attribute', () => {
    expect(files.length).toBeGreaterThan(20)
    const banned =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|\beval\b|new Function|\sstyle=|'style'/
    expect(texts.filter(([, text]) => banned.test(text)).map(([name]) => name)).toEqual([])
  })

  it('lays out by start and end, never by left and right', () => {
    const css = ['launcher.css', 'panel.css'].map((name) => readFileSync(join(here, name), 'utf8')).join('')
    expect(css.match(/(?<![\w-])((margin|padding|border)-)?(left|right|top|bottom)\s*:/g)).toBeNull()
  })

  it('has no words of its own: what a visitor reads is in one table', () => {
    const visible = />\s*[A-Z][a-z]+[^<>{}]*<|(aria-label|placeholder|title)="/
    expect(texts.filter(([name, text]) => name.endsWith('.tsx') && visible.test(text)).map(([name]) => name)).toEqual([])
  })
})
