import { api } from '@baton/contracts/api.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../live/call.ts'
import { Missing } from './Missing.tsx'
import { marksOf } from './marks.ts'
import { PieceList } from './PieceList.tsx'
import { t } from './text.ts'

/** What is found for words in everything that a bot knows. */
export function Find({ bot, text }: { bot: string; text: string }) {
  const query = useQuery({
    queryKey: ['sources', bot, 'find', text],
    queryFn: ({ signal }) => call(api.findChunks, { params: { id: bot }, query: { text } }, signal),
    placeholderData: keepPreviousData,
  })
  if (!query.data) return <Missing error={query.error} again={() => void query.refetch()} />
  if (query.data.length === 0)
    return (
      <div className="blank">
        <h2>{t('foundNone', text)}</h2>
        <p className="quiet">{t('foundNoneHint')}</p>
      </div>
    )
  return (
    <>
      <h2 className="section-title" aria-live="polite">
        {t('found', query.data.length, text)}
      </h2>
      <PieceList
        chunks={query.data}
        marks={(said) => marksOf(said, text)}
        beside={({ source }) => (
          <p className="small beside">
            <Link to="/knowledge/$source" params={{ source: source.id }} search={(before) => before}>
              {source.title}
            </Link>{' '}
            <span className="quiet">{t(source.kind)}</span>
          </p>
        )}
      />
    </>
  )
}
