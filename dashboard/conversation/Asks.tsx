import type { Conversation } from '@baton/contracts/conversation.ts'
import { limits } from '@baton/contracts/text.ts'
import { type FormEvent, useState } from 'react'
import { Area, Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import type { Acts } from './acts.ts'
import type { Asking } from './Head.tsx'
import { capital, visitorCalled } from './people.ts'
import { t } from './text.ts'

type Props = { asking: Asking; c: Conversation; acts: Acts; done: () => void }

/** The two acts that ask something first. */
export function Asks({ asking, c, acts, done }: Props) {
  const who = visitorCalled(c)
  return (
    <>
      <Modal open={asking === 'handBack'} onClose={done} title={t('handBackTitle')} intro={t('handBackIntro', capital(who))}>
        <HandBack acts={acts} done={done} />
      </Modal>
      <Modal open={asking === 'close'} onClose={done} title={t('closeTitle')} intro={t('closeIntro', who)}>
        <Close promised={c.promise !== null} acts={acts} done={done} />
      </Modal>
    </>
  )
}

function HandBack({ acts, done }: { acts: Acts; done: () => void }) {
  const [note, setNote] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void acts.handBack(note.trim() || null)
    done()
  }
  return (
    <form onSubmit={submit}>
      <Area label={t('handBackNote')} rows={2} value={note} maxLength={limits.note} onChange={({ target }) => setNote(target.value)} />
      <Buttons label={t('handBack')} done={done} />
    </form>
  )
}

const outcomes = ['solved', 'unsolved', 'spam'] as const

function Close({ promised, acts, done }: { promised: boolean; acts: Acts; done: () => void }) {
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('solved')
  const [why, setWhy] = useState('')
  const [asks, setAsks] = useState(promised)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (asks && why.trim() === '') return setProblem(t('whyMissing'))
    const answer = await acts.close(outcome, asks ? why.trim() : null)
    if (answer.ok) return done()
    if (answer.refusal.no === 'promiseOpen') setAsks(true)
    setProblem(answer.sentence)
  }
  return (
    <form onSubmit={submit}>
      <fieldset className="choices">
        <legend>{t('outcome')}</legend>
        {outcomes.map((one) => (
          <label key={one}>
            <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />
            {t(one)}
          </label>
        ))}
      </fieldset>
      {asks && (
        <Area
          label={t('whyNoAnswer')}
          hint={t('whyNoAnswerHint')}
          rows={2}
          value={why}
          maxLength={limits.note}
          onChange={({ target }) => setWhy(target.value)}
        />
      )}
      <Problem sentence={problem} />
      <Buttons label={t('close')} done={done} />
    </form>
  )
}

function Buttons({ label, done }: { label: string; done: () => void }) {
  return (
    <footer className="buttons">
      <button type="button" className="button bare" onClick={done}>
        {t('cancel')}
      </button>
      <button type="submit" className="button primary">
        {label}
      </button>
    </footer>
  )
}
