export type Sentence = { text: string; start: number; end: number }

/** Sentences with their places. A line break ends one, and so does a full stop before white space and a capital, digit or bullet. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  for (const match of text.matchAll(/[.!?…]["”’)]?\s+(?=["“(]?[\p{Lu}\p{N}•-])|\n+/gu)) {
    const end = match.index + match[0].length
    if (abbreviated(text.slice(start, match.index + 1))) continue
    add(sentences, text, start, end)
    start = end
  }
  add(sentences, text, start, text.length)
  return sentences
}

function add(sentences: Sentence[], text: string, start: number, end: number): void {
  const one = text.slice(start, end)
  if (one.trim()) sentences.push({ text: one.trim(), start, end })
}

/** "e.g. Austria", "approx. 3 kg", "Dr. Weber" go on. */
function abbreviated(before: string): boolean {
  return /(?:^|[\s(])(?:e\.g|i\.e|approx|ca|no|nr|dr|mr|mrs|ms|st|vs|etc|incl|max|min|z\.b|d\.h|bzw|p\.m|a\.m)\.$/i.test(before.slice(-12))
}
