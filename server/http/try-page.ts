import type { Bot } from '@baton/contracts/api.ts'

/** A bare page of a website that carries a bot's widget, to try it before it is on a real one. */
export function tryPage({ id, name }: Pick<Bot, 'id' | 'name'>): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Try ${escaped(name)}</title>
<style>${style}</style>
<main>
  <h1>Your website</h1>
  <p>This page stands in for it. <b>${escaped(name)}</b> waits in the corner: ask something that it should know, then something that it can’t, and see the conversation arrive in your inbox.</p>
  <div class="line"></div><div class="line"></div><div class="line short"></div>
  <div class="tiles"><div></div><div></div><div></div></div>
  <div class="line"></div><div class="line short"></div>
</main>
<script async src="/widget/loader.js" data-bot="${escaped(id)}"></script>
</html>
`
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
main { max-width: 40rem; margin: 0 auto; padding: 48px 24px 120px }
h1 { font-size: 28px; line-height: 1.25; font-weight: 600; margin: 0 0 12px }
p { margin: 0 0 32px }
.line, .tiles div { background: color-mix(in oklch, CanvasText 8%, Canvas); border-radius: 6px }
.line { height: 14px; margin: 12px 0 }
.short { width: 60% }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; margin: 32px 0 }
.tiles div { aspect-ratio: 4 / 3; border-radius: 10px }
`

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
