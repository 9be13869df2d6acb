import type { ListName } from '@baton/contracts/api.ts'
import { useEffect, useRef } from 'react'
import { VList, type VListHandle } from 'virtua'
import { useMe } from '../account/me.tsx'
import { useLiveStore } from '../live/hooks.tsx'
import type { List } from '../live/state.ts'
import { t as ui } from '../ui/text.ts'
import { Heading } from './Heading.tsx'
import type { Item } from './items.ts'
import { RowLine } from './RowLine.tsx'
import { t } from './text.ts'

type Props = { list: ListName; text: string; items: readonly Item[]; status: List['status']; selected: string | null }

const rowHeight = 55
const fetchBelow = 600

/** The rows on screen and a few around them, however long the list is. */
export function Rows({ list, text, items, status, selected }: Props) {
  const live = useLiveStore()
  const handle = useRef<VListHandle>(null)
  const look = () => {
    const virtual = handle.current
    if (!virtual) return
    const first = virtual.findItemIndex(virtual.scrollOffset)
    const last = virtual.findItemIndex(virtual.scrollOffset + virtual.viewportSize)
    live.view(items.slice(first, last + 1).flatMap((item) => (item.kind === 'row' ? [item.id] : [])))
    if (text === '' && virtual.scrollOffset + virtual.viewportSize > virtual.scrollSize - fetchBelow) live.more(list)
  }
  useEffect(look, [items])
  useEffect(() => {
    const at = selected === null ? -1 : items.findIndex((item) => item.kind === 'row' && item.id === selected)
    if (at >= 0) handle.current?.scrollToIndex(at, { align: 'nearest' })
  }, [selected])
  if (items.length === 0) return <Nothing list={list} text={text} status={status} />
  return (
    <>
      {status === 'failed' && <Failed list={list} />}
      <VList ref={handle} className="rows" data={items} itemSize={rowHeight} bufferSize={300} onScroll={look}>
        {(item) =>
          item.kind === 'heading' ? (
            <Heading key={item.key} of={item.key} />
          ) : (
            <RowLine key={item.id} id={item.id} current={item.id === selected} />
          )
        }
      </VList>
    </>
  )
}

function Nothing({ list, text, status }: Pick<Props, 'list' | 'text' | 'status'>) {
  if (status === 'failed') return <Failed list={list} />
  if (status === 'loading') return <Bones />
  if (text) return <Blank title={t('nothingFound', text)} hint={t('nothingFoundHint')} />
  if (list === 'needs') return <Blank title={t('emptyNeeds')} hint={t('emptyNeedsHint')} />
  if (list === 'mine') return <Blank title={t('emptyMine')} hint={t('emptyMineHint')} />
  if (list === 'closed') return <Blank title={t('emptyClosed')} hint={t('emptyClosedHint')} />
  return <Blank title={t('emptyAll')} hint={t('emptyAllHint')} tries />
}

/** On a phone the pane that shows how to try it is not there, so the list does. */
function Blank({ title, hint, tries = false }: { title: string; hint: string; tries?: boolean }) {
  const bot = useMe().bots[0]
  return (
    <div className="blank">
      <h2>{title}</h2>
      <p className="quiet">{hint}</p>
      {tries && bot && (
        <p className="phone-only">
          <a className="button" href={`/try/${bot.id}`} target="_blank" rel="noreferrer">
            {t('tryIt')}
          </a>
        </p>
      )}
    </div>
  )
}

function Failed({ list }: { list: ListName }) {
  const live = useLiveStore()
  return (
    <div className="blank" role="alert">
      <h2>{t('failed')}</h2>
      <p className="quiet">{t('failedHint')}</p>
      <button type="button" className="button" onClick={() => live.retryList(list)}>
        {t('again')}
      </button>
    </div>
  )
}

function Bones() {
  return (
    <div className="bones rows" role="status" aria-label={ui('loading')}>
      {[80, 62, 71, 55, 76, 64].map((width) => (
        <span key={width} className="bone row-bone" />
      ))}
    </div>
  )
}
