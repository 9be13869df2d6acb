import { t } from './text.ts'
import { type BoardAgent, useAssign } from './use.ts'

type Props = { conversation: string; who: string; agents: readonly BoardAgent[] }

/** Gives it to somebody without asking them. */
export function AssignTo({ conversation, who, agents }: Props) {
  const assign = useAssign()
  const choose = (agent: BoardAgent | undefined) => {
    if (agent) assign.mutate({ conversation, agent: agent.id, name: agent.name })
  }
  return (
    <select
      className="field assign"
      aria-label={t('assignTo', who)}
      value=""
      disabled={assign.isPending}
      onChange={({ target }) => choose(agents.find(({ id }) => id === target.value))}
    >
      <option value="">{t('assign')}</option>
      {[...agents]
        .sort((a, b) => a.name.localeCompare(b.name))
        .map(({ id, name, open, capacity }) => (
          <option key={id} value={id}>
            {name} ({t('of', open, capacity)})
          </option>
        ))}
    </select>
  )
}
