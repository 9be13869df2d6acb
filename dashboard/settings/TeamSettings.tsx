import { type Agent, api, type Role } from '@baton/contracts/api.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mayChange, meQuery, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { useLive } from '../live/hooks.tsx'
import { Face } from '../ui/Face.tsx'
import { Problem } from '../ui/Field.tsx'
import { Plus } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { toast } from '../ui/toasts.tsx'
import { Head } from './form.tsx'
import { Invite } from './Invite.tsx'
import { t } from './text.ts'

export function TeamSettings() {
  const me = useMe()
  const [inviting, setInviting] = useState(false)
  return (
    <>
      <Head title={t('team')} intro={t('teamIntro')}>
        {mayChange(me) && (
          <button type="button" className="button primary" onClick={() => setInviting(true)}>
            <Plus className="icon" />
            {t('invite')}
          </button>
        )}
      </Head>
      <div className="page-body">
        <table className="stacks people">
          <thead>
            <tr>
              <th>{t('person')}</th>
              <th>{t('now')}</th>
              <th>{t('capacity')}</th>
              <th>{t('role')}</th>
              <th>
                <span className="hidden">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {me.agents.map((agent) => (
              <Person key={agent.id} agent={agent} />
            ))}
          </tbody>
        </table>
      </div>
      <Invite open={inviting} onClose={() => setInviting(false)} />
    </>
  )
}

function Person({ agent }: { agent: Agent }) {
  const me = useMe()
  const fixed = !mayChange(me)
  return (
    <tr>
      <td>
        <div className="person">
          <Face name={agent.name} seed={agent.id} size={32} />
          <strong className="clip">
            {agent.name} {agent.id === me.agent.id && <span className="quiet">({t('you')})</span>}
          </strong>
          <span className="quiet clip">{agent.email}</span>
        </div>
      </td>
      <td>
        <Presence agent={agent} />
      </td>
      <td>{fixed ? agent.capacity : <Capacity key={agent.capacity} agent={agent} />}</td>
      <td>{fixed ? t(agent.role) : <RoleChoice agent={agent} />}</td>
      <td className="right">{!fixed && agent.id !== me.agent.id && <Remove agent={agent} />}</td>
    </tr>
  )
}

function Presence({ agent }: { agent: Agent }) {
  const known = useLive((state) => state.team.find(({ id }) => id === agent.id)?.online)
  if (agent.invited) return <span className="quiet">{t('invited')}</span>
  const online = known ?? agent.online
  return (
    <span className="status" data-status={online ? 'online' : 'away'}>
      {online ? t('online') : t('away')}
    </span>
  )
}

function useChangeAgent(agent: Agent) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { role?: Role; capacity?: number }) => call(api.changeAgent, { params: { id: agent.id }, body }),
    onSettled: () => client.invalidateQueries(meQuery),
    onSuccess: () => toast({ key: 'saved', title: t('saved') }),
    onError: (error) => toast({ key: 'refused', title: sentenceFor(error) ?? '', loud: true }),
  })
}

function Capacity({ agent }: { agent: Agent }) {
  const change = useChangeAgent(agent)
  const [value, setValue] = useState(String(agent.capacity))
  const save = () => {
    const capacity = Math.round(Number(value))
    if (capacity >= 1 && capacity <= 100 && capacity !== agent.capacity) change.mutate({ capacity })
    else setValue(String(agent.capacity))
  }
  return (
    <input
      className="field amount"
      type="number"
      min={1}
      max={100}
      aria-label={t('capacityOf', agent.name)}
      value={value}
      onChange={({ target }) => setValue(target.value)}
      onBlur={save}
      onKeyDown={({ key }) => key === 'Enter' && save()}
    />
  )
}

const roles: readonly Role[] = ['owner', 'admin', 'agent']

function RoleChoice({ agent }: { agent: Agent }) {
  const change = useChangeAgent(agent)
  return (
    <select
      className="field"
      aria-label={t('roleOf', agent.name)}
      value={agent.role}
      disabled={change.isPending}
      onChange={({ target }) => change.mutate({ role: target.value as Role })}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {t(role)}
        </option>
      ))}
    </select>
  )
}

function Remove({ agent }: { agent: Agent }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(api.removeAgent, { params: { id: agent.id } }),
    onSuccess: () => client.invalidateQueries(meQuery),
  })
  return (
    <>
      <button type="button" className="button bare" aria-label={t('removeOne', agent.name)} onClick={() => setAsking(true)}>
        {t('remove')}
      </button>
      <Modal open={asking} onClose={() => setAsking(false)} title={t('removeTitle', agent.name)} intro={t('removeIntro')}>
        <Problem sentence={sentenceFor(remove.error)} />
        <footer className="buttons">
          <button type="button" className="button bare" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {t('remove')}
          </button>
        </footer>
      </Modal>
    </>
  )
}
