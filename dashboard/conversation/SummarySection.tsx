import type { Gist } from './gist.ts'
import { g } from './gist-text.ts'
import { moodWord } from './judged-text.ts'
import { capital } from './people.ts'

/** What the conversation is about, in its own words; what is known, and what is not. */
export function SummarySection({ gist }: { gist: Gist }) {
  return (
    <section aria-label={g('summary')}>
      <h2>{g('summary')}</h2>
      <p className="summary">
        {gist.summary}
        {gist.by && <small className="by">{g('by', gist.by)}</small>}
      </p>
      <dl className="facts wide">
        {gist.goal !== '' && (
          <>
            <dt>{g('goal')}</dt>
            <dd>{gist.goal}</dd>
          </>
        )}
        <dt>{g('mood')}</dt>
        <dd>{capital(moodWord(gist.mood))}</dd>
        {gist.known.map(({ kind, value }) => [
          <dt key={`${kind}${value}`}>{g('kind', kind)}</dt>,
          <dd key={`${kind}${value}v`}>{value}</dd>,
        ])}
        {gist.missing.map((kind) => [
          <dt key={kind}>{g('kind', kind)}</dt>,
          <dd key={`${kind}v`} className="missing">
            {g('missing')}
          </dd>,
        ])}
      </dl>
    </section>
  )
}
