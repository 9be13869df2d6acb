/** The one line that a website carries. */
export function snippetFor(publicUrl: string, bot: string): string {
  return `<script async src="${publicUrl.replace(/\/$/, '')}/widget/loader.js" data-bot="${bot}"></script>`
}
