import { api } from '@baton/contracts/api.ts'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNames } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { shortDay } from '../ui/time.ts'
import { toast } from '../ui/toasts.tsx'
import { changeWords } from './change-words.ts'
import { t } from './text.ts'

const shown = 20

function useVersions() {
  const bot = useChosenBot()
  return useInfiniteQuery({
    queryKey: ['policies', bot.id],
    queryFn: ({ pageParam }) => call(api.policies, { params: { id: bot.id }, query: { before: pageParam, limit: shown } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** Which version decides now; opens all there were. */
export function Versions({ version, disabled }: { version: number; disabled: boolean }) {
  const [open, setOpen] = useState(false)
  const { data } = useVersions()
  const now = data?.pages[0]?.versions.find((one) => one.version === version)
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {now ? t('versionBy', version, now.by ?? t('setUp'), shortDay(now.at)) : t('versionOf', version)}
      </button>
      {open && <VersionList version={version} disabled={disabled} onClose={() => setOpen(false)} />}
    </>
  )
}

function VersionList({ version, disabled, onClose }: { version: number; disabled: boolean; onClose: () => void }) {
  const bot = useChosenBot()
  const names = useNames()
  const client = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const { data, hasNextPage, fetchNextPage } = useVersions()
  const restore = async (old: number) => {
    try {
      const now = await call(api.restorePolicy, { params: { id: bot.id, version: String(old) }, body: {} })
      client.setQueryData(['policy', bot.id], now)
      await client.invalidateQueries({ queryKey: ['policies', bot.id] })
      toast({ key: 'policy', title: t('restored', now.version) })
      onClose()
    } catch (error) {
      setProblem(sentenceFor(error))
    }
  }
  return (
    <Modal open broad onClose={onClose} title={t('versions')} intro={t('versionsIntro')}>
      <Problem sentence={problem} />
      <ol className="versions">
        {data?.pages.flatMap(({ versions }) =>
          versions.map((one) => (
            <li key={one.version}>
              <header>
                <strong>{t('versionBy', one.version, one.by ?? t('setUp'), shortDay(one.at))}</strong>
                {one.version === version ? (
                  <span className="tag">{t('current')}</span>
                ) : (
                  !disabled && (
                    <button type="button" className="button bare" onClick={() => void restore(one.version)}>
                      {t('restore')}
                    </button>
                  )
                )}
              </header>
              {one.version === 1 && <p className="small quiet">{t('first')}</p>}
              <ul>
                {one.changes.map((change) => (
                  <li key={change.path} className="small">
                    {changeWords(change, names)}
                  </li>
                ))}
              </ul>
            </li>
          )),
        )}
      </ol>
      {hasNextPage && (
        <button type="button" className="button" onClick={() => void fetchNextPage()}>
          {t('showMore')}
        </button>
      )}
    </Modal>
  )
}
