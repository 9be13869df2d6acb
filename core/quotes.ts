import type { Token } from './tokens.ts'

/** Which words stand in quotation marks; none where the whole text does, or where a mark is never closed. */
export function quotedTokens(text: string, tokens: readonly Token[]): Uint8Array {
  const quoted = new Uint8Array(tokens.length)
  let open = -1
  for (let i = 0; i <= tokens.length; i++) {
    const gap =
      text.slice(tokens[i - 1]?.end ?? 0, tokens[i]?.start ?? tokens.at(-1)?.end ?? 0) + (i === tokens.length ? tail(text, tokens) : '')
    if (open >= 0 && closes(gap)) {
      if (i - open < tokens.length && i - open <= longest) quoted.fill(1, open, i)
      open = -1
    }
    if (open < 0 && opens(gap)) open = i
  }
  return quoted
}

/** Longer ones are rather two marks that have nothing to do with each other. */
const longest = 12

function tail(text: string, tokens: readonly Token[]): string {
  const end = tokens.at(-1)?.end ?? 0
  return text.slice(end, end + 8)
}

/** A mark right before a word. */
function opens(gap: string): boolean {
  return /(?:^|[\s(:,])["“„«‘']\s?$/.test(gap)
}

/** A mark right after a word. */
function closes(gap: string): boolean {
  return /^[.,!?]?\s?["”“»’']/.test(gap)
}
