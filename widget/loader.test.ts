import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { face } from './testing/wire.ts'

type Baton = { (name: string, ...args: unknown[]): void; q?: unknown[] }
const page = window as { Baton?: Baton }
const host = () => document.querySelector('baton-chat')
const launcher = () => host()?.shadowRoot?.querySelector('button')

/** Runs the loader as its script element would. */
async function load(answer: () => Promise<Response>): Promise<ReturnType<typeof vi.fn>> {
  const script = document.createElement('script')
  script.dataset.bot = face.id
  Object.defineProperty(script, 'src', { value: 'https://baton.example/widget/loader.js' })
  Object.defineProperty(document, 'currentScript', { value: script, configurable: true })
  const fetched = vi.fn(answer)
  vi.stubGlobal('fetch', fetched)
  vi.resetModules()
  await import('./loader.ts')
  await vi.advanceTimersByTimeAsync(1)
  return fetched
}
const up = async () => Response.json(face)
const down = () => Promise.reject(new TypeError('no network'))

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('__PANEL__', 'assets/panel-test.js')
  delete page.Baton
  document.body.innerHTML = ''
  localStorage.clear()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the loader', () => {
  it('shows the launcher once the server has said what the bot looks like', async () => {
    const fetched = await load(up)
    expect(fetched.mock.calls).toEqual([[`https://baton.example/v1/bots/${face.id}/face`]])
    expect([launcher()?.ariaLabel, launcher()?.ariaExpanded]).toEqual(['Open chat', 'false'])
  })

  it('leaves the page alone while the server is down, and tries again later', async () => {
    const fetched = await load(down)
    expect(host()).toBeNull()
    await vi.advanceTimersByTimeAsync(14_000)
    expect(fetched).toHaveBeenCalledTimes(1)
    fetched.mockImplementation(up)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(host()).not.toBeNull()
  })

  it('does not ask again for a bot that is not there', async () => {
    const fetched = await load(async () => new Response('{}', { status: 404 }))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect([fetched.mock.calls.length, host()]).toEqual([1, null])
  })

  it('honours what the page called before it was there', async () => {
    const q: unknown[][] = []
    const early: Baton = Object.assign((...args: unknown[]) => void q.push(args), { q })
    page.Baton = early
    const heard = vi.fn()
    early('on', 'open', heard)
    early('open')
    await load(up)
    expect(page.Baton).not.toBe(early)
    expect(launcher()).not.toBeNull()
  })

  it('makes one widget of a snippet that is there twice', async () => {
    await load(up)
    const first = page.Baton
    await load(up)
    expect(page.Baton).toBe(first)
    expect(document.querySelectorAll('baton-chat')).toHaveLength(1)
  })

  it('returns when a framework has replaced the body', async () => {
    await load(up)
    document.documentElement.replaceChild(document.createElement('body'), document.body)
    await vi.advanceTimersByTimeAsync(1)
    expect(host()?.isConnected).toBe(true)
  })
})
