import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { t as knowledge } from '../knowledge/text.ts'
import { BotChoice } from '../settings/BotChoice.tsx'
import { Head } from '../settings/form.tsx'
import { Tabs } from './Tabs.tsx'

type Props = { title: string; intro: string; actions?: ReactNode; children: ReactNode }

/** A page of what a bot knows. */
export function LearningPage({ title, intro, actions, children }: Props) {
  return (
    <main className="sheet page-sheet">
      <Head title={title} intro={intro}>
        <div className="head-actions">
          <BotChoice />
          {actions}
        </div>
      </Head>
      <div className="page-body">
        <Tabs />
        {children}
      </div>
    </main>
  )
}

type Choice<K extends string> = { now: K; all: readonly K[]; label: string; say: (one: K) => string; choose: (one: K) => void }

/** One of a few lists, with how much is in each. */
export function Segments<K extends string>({ now, all, label, say, choose }: Choice<K>) {
  return (
    <fieldset className="segments">
      <legend className="hidden">{label}</legend>
      {all.map((one) => (
        <button key={one} type="button" className="button bare" aria-pressed={one === now} onClick={() => choose(one)}>
          {say(one)}
        </button>
      ))}
    </fieldset>
  )
}

/** The next page of a list, where there is one. */
export function More({ pages }: { pages: UseInfiniteQueryResult }) {
  if (!pages.hasNextPage) return null
  return (
    <button type="button" className="button more" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
      {knowledge('more')}
    </button>
  )
}

export function Blank({ title, hint, children }: { title: string; hint: string; children?: ReactNode }) {
  return (
    <div className="blank">
      <h2>{title}</h2>
      <p className="quiet">{hint}</p>
      {children}
    </div>
  )
}
