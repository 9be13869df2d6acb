/** So near to the end (px) counts as reading along. */
const near = 60

/** Keeps the end of the log in view while the visitor reads along, and their place while they read back. */
export class Follow {
  #box: HTMLElement | null = null
  #along = true
  #height = 0
  readonly #behind: (behind: boolean) => void
  readonly #sizes = new ResizeObserver(() => this.#along && this.end())

  /** `behind` hears when lines come below what is in view, and when they have been reached. */
  constructor(behind: (behind: boolean) => void) {
    this.#behind = behind
  }

  /** Lasting, so that drawing again does not hand over the same box again. */
  readonly box = (box: HTMLElement | null): void => {
    this.#sizes.disconnect()
    this.#box = box
    this.#along = true
    if (!box) return
    this.#sizes.observe(box)
    box.onscroll = () => {
      this.#along = box.scrollHeight - box.scrollTop - box.clientHeight < near
      if (this.#along) this.#behind(false)
    }
  }

  /** To be called after each drawing. */
  drawn(): void {
    const height = this.#box?.scrollHeight ?? 0
    if (this.#along) this.end()
    else if (height > this.#height) this.#behind(true)
    this.#height = height
  }

  end(): void {
    this.#along = true
    this.#behind(false)
    this.#box?.scrollTo(0, this.#box.scrollHeight)
  }
}
