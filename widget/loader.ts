import { brandOf } from './brand.ts'
import css from './launcher.css?inline'
import { type Command, type Face, type Happening, type Shell, storageKey } from './shell.ts'

type Stub = Command & { q?: Iterable<unknown>[]; at?: string }
type Hearer = (value?: unknown) => void

const script = document.currentScript as HTMLScriptElement | null
const page = window as { Baton?: Stub }
const bot = script?.dataset.bot
// A page that carries the snippet twice gets one widget.
if (script && bot && !page.Baton?.at) begin(new URL(script.src).origin, bot)

function begin(origin: string, bot: string): void {
  let hearers: [Happening, Hearer][] = []
  const waiting: unknown[][] = []
  let shell: Shell | undefined
  let panel: Command | undefined
  let loading = false

  const baton: Stub = (name, ...args) => {
    const [happening, fn] = args as [Happening, Hearer]
    if (name === 'on') hearers.push([happening, fn])
    else if (name === 'off') hearers = hearers.filter((h) => h[0] !== happening || h[1] !== fn)
    else if (panel) panel(name, ...args)
    else {
      waiting.push([name, ...args])
      if (opens(name)) load()
    }
  }
  baton.at = origin
  const early = page.Baton?.q ?? []
  page.Baton = baton
  for (const call of early) baton(...(call as [string]))
  look(15_000)

  /** Nothing is shown, and the page hears nothing, until the server has answered once. */
  function look(delay: number): void {
    const again = () => setTimeout(look, delay, Math.min(delay * 2, 300_000))
    fetch(`${origin}/v1/bots/${bot}/face`)
      .then(async (answer) => {
        if (answer.ok) ready((await answer.json()) as Face)
        else if (answer.status > 499) again()
      })
      .catch(again)
  }

  function ready(face: Face): void {
    // A listener that throws is the page's own affair: it is reported there, and stops nothing here.
    const emit: Shell['emit'] = (happening, value) => {
      for (const [name, fn] of hearers) if (name === happening) queueMicrotask(() => fn(value))
    }
    shell = { ...draw(face), origin, face, emit }
    shell.launcher.onclick = () => baton('toggle')
    if (waiting.some(([name]) => opens(name)) || known(bot)) load()
  }

  function load(): void {
    if (!shell || loading) return
    loading = true
    const from = (file: string) => import(/* @vite-ignore */ `${origin}/widget/${file}`) as Promise<{ start: (shell: Shell) => Command }>
    // A page left open over an update asks for a panel that is gone: the second name is always the current one.
    from(__PANEL__)
      .catch(() => from('panel.js'))
      .then(({ start }) => {
        if (shell) panel = start(shell)
        for (const call of waiting.splice(0)) panel?.(...(call as [string]))
      })
      .catch(() => {
        loading = false
      })
  }
}

function opens(name: unknown): boolean {
  return name === 'open' || name === 'toggle'
}

/** Whether this visitor already has a conversation, lines that were never sent, or the panel open. */
function known(bot: string): boolean {
  try {
    return !!(
      localStorage[storageKey(bot, 'session')] ||
      localStorage[storageKey(bot, 'outbox')] ||
      sessionStorage[storageKey(bot, 'open')]
    )
  } catch {
    return false
  }
}

function draw(face: Face): Pick<Shell, 'frame' | 'launcher' | 'badge'> {
  const host = make('baton-chat', {})
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]

  const frame = make('section', { className: 'frame', ariaLabel: face.company, dir: getComputedStyle(document.documentElement).direction })
  for (const [name, value] of Object.entries(brandOf(face.brand))) frame.style.setProperty(`--${name}`, `${value}`)
  const launcher = make('button', { className: 'launcher', ariaLabel: 'Open chat', ariaExpanded: 'false' })
  const badge = make('span', { className: 'badge' })
  launcher.append(icon('M8 19a8.5 8.5 0 1 0-3.2-3.4L3.5 20.5z'), icon('m6 9 6 6 6-6'), badge)
  frame.append(launcher)
  root.append(frame)

  // Again whenever a framework has replaced the body.
  const place = () => host.isConnected || document.body?.append(host)
  new MutationObserver(place).observe(document.documentElement, { childList: true })
  place()
  return { frame, launcher, badge }
}

function make<K extends string>(
  tag: K,
  properties: object,
): K extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[K] : HTMLElement {
  return Object.assign(document.createElement(tag), properties) as never
}

function icon(d: string): SVGElement {
  const shape = (tag: string, name: string, value: string) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
    element.setAttribute(name, value)
    return element as SVGElement
  }
  const svg = shape('svg', 'viewBox', '0 0 24 24')
  svg.append(shape('path', 'd', d))
  return svg
}
