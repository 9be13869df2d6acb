import { api } from '@baton/contracts/api.ts'
import type { PlaygroundAnswer } from '@baton/contracts/playground.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { Field, Problem } from '../ui/Field.tsx'
import { Outcome } from './Outcome.tsx'
import { Blank, LearningPage } from './parts.tsx'
import { Ranking } from './Ranking.tsx'
import { Thresholds, type Tried } from './Thresholds.tsx'
import { playText as t } from './text.ts'

type Line = { by: 'visitor' | 'bot'; text: string }

/** Ask as a visitor, and see how the answer comes about. */
export function PlaygroundPage() {
  const bot = useChosenBot()
  const policy = useQuery({ queryKey: ['policy', bot.id], queryFn: () => call(api.policy, { params: { id: bot.id } }) })
  const [question, setQuestion] = useState('')
  const [lines, setLines] = useState<Line[]>([])
  const [tried, setTried] = useState<Tried | null>(null)
  const ask = useMutation({
    mutationFn: (text: string) =>
      call(api.playground, { params: { id: bot.id }, body: { question: text, history: lines.slice(-12), draft: tried } }),
    onSuccess: ({ deed }, text) => {
      const said = deed.lines.map((line): Line => ({ by: 'bot', text: line }))
      setLines([...lines, { by: 'visitor', text }, ...said])
      setQuestion('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (question.trim() !== '') ask.mutate(question.trim())
  }
  const standing = policy.data?.policy
  const now = tried ?? { minConfidence: standing?.minConfidence ?? 0.7, askFrom: standing?.triggers.unsure.askFrom ?? 0.35 }
  return (
    <LearningPage title={t('title')} intro={t('intro')}>
      <div className="split wide">
        <div className="stack">{ask.data ? <Answered answer={ask.data} /> : <Blank title={t('nothingYet')} hint={t('nothingHint')} />}</div>
        <aside className="stack">
          <section className="card play-chat">
            <Talk lines={lines} />
            <form onSubmit={submit}>
              <Field
                label={t('question')}
                placeholder={t('placeholder')}
                maxLength={4_000}
                value={question}
                onChange={({ target }) => setQuestion(target.value)}
              />
              <Problem sentence={sentenceFor(ask.error)} />
              <footer className="buttons">
                {lines.length > 0 && (
                  <button
                    type="button"
                    className="button bare"
                    onClick={() => {
                      setLines([])
                      ask.reset()
                    }}
                  >
                    {t('clear')}
                  </button>
                )}
                <button type="submit" className="button primary" disabled={ask.isPending}>
                  {ask.isPending ? t('asking') : t('ask')}
                </button>
              </footer>
            </form>
          </section>
          <section className="card">
            <h2>{t('settings')}</h2>
            <Thresholds now={now} change={setTried} />
          </section>
        </aside>
      </div>
    </LearningPage>
  )
}

function Talk({ lines }: { lines: readonly Line[] }) {
  return (
    <ol className="talk" aria-live="polite">
      {lines.map(({ by, text }, i) => (
        <li key={i} data-by={by}>
          <span className="hidden">{t(by === 'visitor' ? 'you' : 'bot')}: </span>
          {text}
        </li>
      ))}
    </ol>
  )
}

function Answered({ answer }: { answer: PlaygroundAnswer }) {
  return (
    <>
      <Outcome answer={answer} />
      <Ranking ranking={answer.ranking} none={answer.none} />
      <section>
        <h2>{t('prompt')}</h2>
        {answer.prompt ? (
          <details className="card">
            <summary>{answer.prompt.instructions.split('\n')[0]}</summary>
            <pre className="prompt">{`${answer.prompt.instructions}\n\n${answer.prompt.prompt}`}</pre>
          </details>
        ) : (
          <p className="quiet">{t('noPrompt')}</p>
        )}
      </section>
      <section>
        <h2>{t('timing')}</h2>
        <p className="num">
          {answer.timing.map(({ stage, ms }) => (
            <span key={stage} className="tag">
              {t('stage', stage)} {t('ms', ms)}
            </span>
          ))}
        </p>
      </section>
    </>
  )
}
