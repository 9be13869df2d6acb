import { api } from '@baton/contracts/api.ts'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../live/call.ts'
import { Missing } from './Missing.tsx'
import { PieceList } from './PieceList.tsx'
import { t } from './text.ts'
import { ageOf, lookAgainMs } from './use.ts'

const atOnce = 100

/** The pieces of a source, or of one page of it. */
export function Pieces({ source, page }: { source: SourceItem; page?: string | undefined }) {
  const { id, status } = source
  const query = useInfiniteQuery({
    queryKey: ['source', id, 'pieces', ageOf(source), page],
    queryFn: async ({ pageParam: offset }) => (await call(api.source, { params: { id }, query: { page, offset, limit: atOnce } })).chunks,
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.length === atOnce ? all.length * atOnce : undefined),
    refetchInterval: status === 'working' ? lookAgainMs : false,
    placeholderData: (before) => before,
  })
  if (!query.data) return <Missing error={query.error} again={() => void query.refetch()} />
  const chunks = query.data.pages.flat()
  return (
    <>
      <p className="quiet section-title">
        {page ? t('onlyPage') : t('piecesIntro')}{' '}
        {page && (
          <Link to="/knowledge/$source" params={{ source: id }} search={(before) => ({ ...before, page: undefined })}>
            {t('allPieces')}
          </Link>
        )}
      </p>
      {chunks.length === 0 && <p className="quiet">{t(status === 'working' ? 'noPiecesYet' : 'noPieces')}</p>}
      <PieceList chunks={chunks} />
      {query.hasNextPage && (
        <button type="button" className="button more" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  )
}
