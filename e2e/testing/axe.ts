import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What stands in the way of somebody who can't see, point or tell colours apart, as sentences; none, we hope. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(stillness)
  // Evaluated by the browser's own tools, as no page of ours would let a script in.
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<Result> } }).axe.run()
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.flat(9).join(' ')})`))
  })
}

/** What fades in has not its colours yet. */
async function stillness(): Promise<void> {
  const roots = [document, ...Array.from(document.querySelectorAll('*'), (element) => element.shadowRoot)]
  const running = roots.flatMap((root) => root?.getAnimations() ?? [])
  const ending = running.filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
  await Promise.allSettled(ending.map(({ finished }) => finished))
}

type Result = { violations: { id: string; help: string; nodes: { target: (string | string[])[] }[] }[] }
