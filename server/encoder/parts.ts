import { sentencesOf } from '@baton/core/sentences.ts'

export type Words = { title: string; heading: readonly string[]; question: string | null; body: string }

const mostPhrasings = 60
const mostStretches = 6
const stretchCharacters = 500

/** What of a chunk gets a vector: each phrasing of a pair, and its text in stretches of a few sentences, under what it is headed by. */
export function partsOf({ title, heading, question, body }: Words): { phrasings: string[]; stretches: string[] } {
  const phrasings = (question ?? '').split('\n').filter(Boolean).slice(0, mostPhrasings)
  const head = question === null ? (heading.at(-1) ?? title) : ''
  const stretches = stretchesOf(body).map((stretch) => (head ? `${head}. ${stretch}` : stretch))
  return { phrasings, stretches: stretches.length > 0 || phrasings.length > 0 ? stretches : [title] }
}

function stretchesOf(text: string): string[] {
  const stretches: string[] = []
  let open = ''
  for (const { text: sentence } of sentencesOf(text)) {
    if (open && open.length + sentence.length > stretchCharacters) {
      stretches.push(open)
      open = ''
    }
    open = open ? `${open} ${sentence}` : sentence
  }
  return (open.trim() ? [...stretches, open] : stretches).slice(0, mostStretches)
}
