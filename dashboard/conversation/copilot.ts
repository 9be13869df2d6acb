import { api } from '@baton/contracts/api.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import type { PlaygroundAnswer } from '@baton/contracts/playground.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../live/call.ts'

/** An answer that an agent may take up; `confidence` is 0–1, `from` names its sources. */
type Suggestion = { text: string; confidence: number; from: readonly string[] }
type Said = { by: 'visitor' | 'bot'; text: string }
type Asked = { n: number; question: string; history: Said[] }

const most = 3
const historyLines = 6
/** Below this a passage is no help. */
const least = 0.3

/** The visitor's lines that nobody has answered yet, as one question; null while there are none. */
export function askedIn(facts: readonly Numbered[]): Asked | null {
  const began = Math.max(
    0,
    facts.findLastIndex(({ fact }) => fact.type === 'episodeBegan'),
  )
  const lines = facts.slice(began).flatMap(({ n, fact }): (Said & { n: number })[] => {
    if (fact.type === 'visitorSaid') return [{ n, by: 'visitor', text: fact.text }]
    return fact.type === 'botSaid' || fact.type === 'agentSaid' ? [{ n, by: 'bot', text: fact.text }] : []
  })
  const answered = lines.findLastIndex(({ by }) => by === 'bot')
  const open = lines.slice(answered + 1)
  const last = open.at(-1)
  if (!last) return null
  const history = lines.slice(0, answered + 1).slice(-historyLines)
  return { n: last.n, question: open.map(({ text }) => text).join('\n'), history: history.map(({ by, text }) => ({ by, text })) }
}

/** What the bot would say, and what else its knowledge holds, the likest first; each text once. */
export function suggestionsFrom({ answer, ranking, smallTalk }: PlaygroundAnswer): Suggestion[] {
  if (smallTalk) return []
  const said: Suggestion[] =
    answer && answer.text.trim() !== '' && answer.confidence >= least
      ? [{ text: answer.text, confidence: answer.confidence, from: answer.sources.map(({ title }) => title) }]
      : []
  const found = ranking.filter(({ score }) => score >= least).map(({ text, score, title }) => ({ text, confidence: score, from: [title] }))
  const texts = new Set<string>()
  return [...said, ...found].filter(({ text }) => !texts.has(text) && texts.add(text)).slice(0, most)
}

/** Asks the bot, as the agent's copilot, what it would say to the visitor's last line. Changes nothing. */
export function useSuggestions(bot: string, asked: Asked | null): readonly Suggestion[] {
  const { data } = useQuery({
    queryKey: ['suggestions', bot, asked?.n, asked?.question],
    queryFn: async ({ signal }) => {
      const { question, history } = asked as Asked
      return suggestionsFrom(await call(api.playground, { params: { id: bot }, body: { question, history } }, signal))
    },
    enabled: asked !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return data ?? []
}
