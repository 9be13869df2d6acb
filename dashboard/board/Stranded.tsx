import { Link } from '@tanstack/react-router'
import { useNames } from '../account/me.tsx'
import { AssignTo } from './AssignTo.tsx'
import { t } from './text.ts'
import type { Board } from './use.ts'

/** Conversations whose agent has been cut off: to be given to somebody who is there. */
export function Stranded({ board: { stranded, agents } }: { board: Board }) {
  const names = useNames()
  if (stranded.length === 0) return null
  return (
    <section className="stranded" aria-labelledby="stranded">
      <h2 id="stranded">{t('stranded')}</h2>
      <ul className="board-queue">
        {stranded.map(({ conversation, agent, name, text }) => (
          <li key={conversation}>
            <span className="clip">
              <Link to="/inbox/$conversation" params={{ conversation }} className="strong">
                {name ?? t('visitor')}
              </Link>{' '}
              <span className="quiet">{t('strandedWith', names.agent(agent))}</span>
            </span>
            <AssignTo conversation={conversation} who={name ?? t('visitor')} agents={agents.filter(({ connected }) => connected)} />
            <span className="clip quiet small under">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
