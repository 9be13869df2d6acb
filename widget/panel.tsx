import type { Page } from '@baton/contracts/text.ts'
import { Client } from './live/client.ts'
import { type Memory, remember } from './live/memory.ts'
import { isLine, type Said, unread } from './live/store.ts'
import css from './panel.css?inline'
import type { Command, Shell } from './shell.ts'
import { chime } from './sound.ts'
import { t } from './strings.ts'
import { sendable } from './view/Composer.tsx'
import { draw } from './view/draw.ts'
import { Follow } from './view/follow.ts'
import { Panel } from './view/Panel.tsx'
import { spoken } from './view/spoken.ts'
import type { Ui, View } from './view/view.ts'

/** Called by the loader, once. Returns what answers to `Baton('open')` and so on. */
export function start(shell: Shell): Command {
  const widget = new Widget(shell)
  return (name, ...args) => widget.run(name, args)
}

/** "Seen" means shown in a visible tab for so long (ms). */
const seenAfter = 1_000

class Widget {
  readonly #shell: Shell
  readonly #memory: Memory
  readonly #client: Client
  readonly #mount = document.createElement('div')
  readonly #follow = new Follow((behind) => behind !== this.#ui.behind && this.#change({ behind }))
  #ui: Ui
  #open = false
  #drawing = false
  #unread = 0
  #seeing = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(shell: Shell) {
    const { origin, face } = shell
    const memory = remember(face.id)
    this.#shell = shell
    this.#memory = memory
    this.#ui = { menu: false, sound: memory.sound(), text: memory.draft(), skipped: false, changing: false, wrong: false, behind: false }
    dress(shell.frame, this.#mount)
    this.#client = new Client({ origin, face, memory, world, page, language: spoken, happened: (said) => this.#happened(said) })
    this.#client.hear(() => this.#changed())
    this.#listen()
    // A panel that was open on the last page is open on this one, unless it would cover it.
    if (memory.open() && innerWidth > 480) this.#show(true, false)
    this.#changed()
  }

  run(name: string, [argument]: unknown[]): void {
    if (name === 'open') this.#show(true)
    else if (name === 'close') this.#show(false)
    else if (name === 'toggle') this.#show(!this.#open)
    else if (name === 'reset') this.#client.reset()
    else if (name === 'identify') this.#client.identify((argument ?? {}) as object)
    else console.warn(`Baton knows no "${name}".`)
    // Another visitor does not find what the last one was writing.
    this.#change({ text: this.#memory.draft() })
  }

  /** `focused`: somebody asked for it just now. A page that merely loads keeps its focus. */
  #show(open: boolean, focused = true): void {
    if (open === this.#open) return
    const { launcher, emit } = this.#shell
    const inside = (launcher.getRootNode() as ShadowRoot).activeElement
    this.#open = open
    this.#memory.keepOpen(open)
    launcher.ariaExpanded = String(open)
    if (open) void this.#client.look()
    this.#change({ menu: false })
    this.#draw()
    // On a touch screen the field would bring up the keyboard, over what there is to read.
    if (open && focused) this.#focus(matchMedia('(pointer: coarse)').matches ? '.panel' : 'textarea')
    if (!open && inside) launcher.focus()
    emit(open ? 'open' : 'close')
  }

  #focus(what: string): void {
    this.#mount.querySelector<HTMLElement>(what)?.focus()
  }

  #change(ui: Partial<Ui>): void {
    const { menu } = this.#ui
    this.#ui = { ...this.#ui, ...ui }
    if (ui.text !== undefined) this.#memory.keepDraft(ui.text)
    if (ui.sound !== undefined) this.#memory.keepSound(ui.sound)
    if (menu && ui.menu === false) this.#focus('[aria-haspopup]')
    this.#changed()
  }

  /** Several changes in a row are one drawing. */
  #changed(): void {
    if (this.#drawing) return
    this.#drawing = true
    queueMicrotask(() => {
      this.#drawing = false
      this.#takeBack()
      this.#draw()
      this.#count()
      this.#see()
    })
  }

  /** What was refused comes back to where it can be changed, before whatever has been written since. */
  #takeBack(): void {
    const { refused } = this.#client.live
    if (!refused?.text) return
    const { text } = this.#ui
    this.#change({ text: text ? `${refused.text}\n${text}` : refused.text })
    this.#client.takenBack()
  }

  #draw(): void {
    const { activeElement } = this.#mount.getRootNode() as ShadowRoot
    draw(this.#mount, this.#open && Panel(this.#view()))
    // Whoever has pressed a button that is gone now goes on in the log.
    if (this.#open && activeElement && !activeElement.isConnected) this.#focus('.log')
    this.#follow.drawn()
  }

  #view(): View {
    const client = this.#client
    const { live } = client
    return {
      live,
      ui: this.#ui,
      now: world.now() + live.skew,
      picture: live.bot.picture ? this.#shell.origin + live.bot.picture : null,
      act: (wish) => client.act(wish),
      change: (ui) => this.#change(ui),
      typed: () => client.typed(),
      say: () => this.#say(),
      close: () => this.#show(false),
      follow: () => this.#follow.end(),
      log: this.#follow.box,
    }
  }

  #say(): void {
    const { text } = this.#ui
    if (!sendable(text)) return
    this.#follow.end()
    this.#client.act({ type: 'say', text: text.trim() })
    this.#change({ text: '' })
  }

  #count(): void {
    const { badge, launcher, emit } = this.#shell
    const count = this.#looking() ? 0 : unread(this.#client.live)
    if (this.#unread !== count) emit('unread', count)
    this.#unread = count
    badge.textContent = count && !this.#open ? String(Math.min(count, 99)) : ''
    launcher.ariaLabel = this.#open ? t('close') : count ? t('open.unread', { count }) : t('open')
  }

  #see(): void {
    const { conversation, seen } = this.#client.live
    const seeing = this.#looking() && conversation.n > seen.visitor ? conversation.n : 0
    if (seeing === this.#seeing) return
    this.#seeing = seeing
    clearTimeout(this.#timer)
    if (seeing) this.#timer = setTimeout(() => this.#looking() && this.#client.shown(), seenAfter)
  }

  /** Waits are counted and typing fades: while somebody looks, the clock draws too. */
  #tick(): void {
    this.#client.glance()
    const { typing, conversation } = this.#client.live
    const { holder, promise, visitorLine, answered } = conversation
    if (typing !== null || promise !== null || holder.kind === 'queue' || visitorLine > answered) this.#changed()
  }

  #looking(): boolean {
    return this.#open && document.visibilityState === 'visible'
  }

  #happened({ fact }: Said): void {
    if (fact.type === 'escalated') this.#shell.emit('escalated')
    if (!isLine(fact)) return
    const { text } = fact
    this.#shell.emit('message', fact.type === 'agentSaid' ? { by: 'agent', name: fact.name, text } : { by: 'bot', name: null, text })
    if (this.#memory.sound() && !this.#looking()) chime()
  }

  #listen(): void {
    setInterval(() => this.#looking() && this.#tick(), 1_000)
    const wake = () => {
      if (document.visibilityState === 'visible') this.#client.wake()
      if (this.#looking()) this.#client.glance()
      this.#see()
    }
    for (const event of ['online', 'focus', 'pageshow']) addEventListener(event, wake)
    document.addEventListener('visibilitychange', wake)
    const fit = () => {
      const { style } = this.#shell.frame
      style.setProperty('--top', `${visualViewport?.offsetTop ?? 0}px`)
      style.setProperty('--height', `${visualViewport?.height ?? innerHeight}px`)
    }
    for (const event of ['resize', 'scroll']) visualViewport?.addEventListener(event, fit)
    fit()
  }
}

/** The style sheet, the place to draw in, and a wall: keys meant for us never reach the page's short-cuts. */
function dress(frame: HTMLElement, mount: HTMLElement): void {
  const root = frame.getRootNode() as ShadowRoot
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  frame.prepend(mount)
  for (const event of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'copy', 'cut'])
    root.addEventListener(event, (heard) => heard.stopPropagation())
}

const world = {
  fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
  socket: (url: string) => new WebSocket(url),
  now: () => Date.now(),
  chance: () => Math.random(),
  /** `randomUUID` exists only on secure pages. */
  cause: () =>
    crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
}

/** The address without its query and fragment, which may hold what is nobody's business. */
function page(): Page {
  return { url: (location.origin + location.pathname).slice(0, 2_000), title: document.title.slice(0, 300) }
}
