import { api } from '@baton/contracts/api.ts'
import type { Conversation } from '@baton/contracts/conversation.ts'
import { limits } from '@baton/contracts/text.ts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { newCause } from '../live/cause.ts'
import { Area, Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { toast } from '../ui/toasts.tsx'
import { handText as t } from './hand-text.ts'
import { Mark } from './Now.tsx'
import { useStaff } from './use.ts'

export type HandingOn = 'transfer' | 'assign' | null
type Props = { id: string; c: Conversation; asking: HandingOn; done: () => void }

/** Handing on, which moves when the receiver accepts, and assigning, which asks nobody. */
export function HandOn({ id, c, asking, done }: Props) {
  return (
    <>
      <Modal open={asking === 'transfer'} onClose={done} title={t('transferTitle')} intro={t('transferIntro')}>
        <Transfer id={id} c={c} done={done} />
      </Modal>
      <Modal open={asking === 'assign'} onClose={done} title={t('assignTitle')} intro={t('assignIntro')}>
        <Assign id={id} c={c} done={done} />
      </Modal>
    </>
  )
}

type FormProps = Omit<Props, 'asking'>

function Transfer({ id, c, done }: FormProps) {
  const { teams } = useMe()
  const people = useReceivers(c)
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const [kind, receiver] = to.split(':')
  const hand = useMutation({
    mutationFn: () => {
      const whom = kind === 'team' ? { team: receiver, agent: null } : { team: null, agent: receiver }
      return call(api.transfer, { params: { id }, body: { cause: newCause(), ...whom, note: note.trim() || null } })
    },
    onSuccess: () => {
      toast({ key: 'transferred', title: t('transferred') })
      done()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(to === '')
    if (to !== '') hand.mutate()
  }
  return (
    <form onSubmit={submit}>
      <fieldset className="choices receivers">
        <legend>{t('to')}</legend>
        {teams.map((team) => (
          <label key={team.id}>
            <input type="radio" name="to" checked={to === `team:${team.id}`} onChange={() => setTo(`team:${team.id}`)} />
            {t('wholeTeam', team.name)}
          </label>
        ))}
        <People people={people} chosen={kind === 'agent' ? receiver : undefined} onChoose={(agent) => setTo(`agent:${agent}`)} />
      </fieldset>
      <Area
        label={t('note')}
        hint={t('noteHint')}
        rows={2}
        maxLength={limits.note}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Problem sentence={missing ? t('whom') : sentenceFor(hand.error)} />
      <Buttons label={t('transfer')} busy={hand.isPending} done={done} />
    </form>
  )
}

function Assign({ id, c, done }: FormProps) {
  const people = useReceivers(c)
  const [to, setTo] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const assign = useMutation({
    mutationFn: (agent: string) => call(api.assign, { params: { id }, body: { cause: newCause(), agent } }),
    onSuccess: done,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(to === null)
    if (to !== null) assign.mutate(to)
  }
  return (
    <form onSubmit={submit}>
      <fieldset className="choices receivers">
        <legend className="hidden">{t('to')}</legend>
        <People people={people} chosen={to ?? undefined} onChoose={setTo} />
      </fieldset>
      <Problem sentence={missing ? t('whom') : sentenceFor(assign.error)} />
      <Buttons label={t('assign')} busy={assign.isPending} done={done} />
    </form>
  )
}

type Receiver = ReturnType<typeof useReceivers>[number]
type PeopleProps = { people: readonly Receiver[]; chosen: string | undefined; onChoose: (agent: string) => void }

function People({ people, chosen, onChoose }: PeopleProps) {
  if (people.length === 0) return <p className="quiet">{t('nobodyElse')}</p>
  return people.map(({ id, name, status, connected, open, capacity }) => (
    <label key={id}>
      <input type="radio" name="to" checked={chosen === id} onChange={() => onChoose(id)} />
      {name}
      <Mark of={connected ? status : 'offline'} word={t('load', open, capacity)} />
    </label>
  ))
}

/** Everybody who works here but whoever has it, those who can take it first. */
function useReceivers({ holder }: Conversation) {
  const { data } = useStaff()
  const has = holder.kind === 'agent' ? holder.agent : null
  const ready = ({ status, connected }: { status: string; connected: boolean }) => Number(connected && status === 'online')
  return (data?.people ?? [])
    .filter(({ id, active, invitation }) => active && !invitation && id !== has)
    .sort((a, b) => ready(b) - ready(a) || a.name.localeCompare(b.name))
}

function Buttons({ label, busy, done }: { label: string; busy: boolean; done: () => void }) {
  return (
    <footer className="buttons">
      <button type="button" className="button bare" onClick={done}>
        {t('cancel')}
      </button>
      <button type="submit" className="button primary" disabled={busy}>
        {label}
      </button>
    </footer>
  )
}
