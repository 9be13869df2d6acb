import { Agents } from './Agents.tsx'
import { Stranded } from './Stranded.tsx'
import { TeamPanel } from './TeamPanel.tsx'
import { t } from './text.ts'
import { type Board, useBoard, useMayWatch } from './use.ts'

/** For supervisors: who is on, what they carry, who waits, and what today has brought. */
export function BoardPage() {
  const may = useMayWatch()
  const { data, error, refetch } = useBoard()
  return (
    <main className="sheet page-sheet board">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p aria-live="polite">{!may ? t('onlyWatchers') : data ? summary(data) : ''}</p>
        </div>
      </header>
      {may && (
        <div className="page-body">{data ? <Shown board={data} /> : error ? <Failed again={() => void refetch()} /> : <Bones />}</div>
      )}
    </main>
  )
}

function Shown({ board }: { board: Board }) {
  return (
    <>
      <Stranded board={board} />
      <div className="board-teams">
        {board.teams.map((team) => (
          <TeamPanel key={team.id} team={team} agents={board.agents} />
        ))}
      </div>
      <Agents board={board} />
    </>
  )
}

function summary({ agents, teams }: Board): string {
  const on = agents.filter(({ status, connected }) => status === 'online' && connected).length
  const waiting = teams.reduce((sum, team) => sum + team.waiting, 0)
  return waiting === 0 ? t('calm', on, agents.length) : t('waiting', on, agents.length, waiting)
}

function Failed({ again }: { again: () => void }) {
  return (
    <div className="blank" role="alert">
      <h2>{t('failed')}</h2>
      <button type="button" className="button" onClick={again}>
        {t('again')}
      </button>
    </div>
  )
}

function Bones() {
  return (
    <div className="bones" role="status">
      <span className="bone row-bone" />
      <span className="bone row-bone" />
      <span className="bone row-bone" />
    </div>
  )
}
