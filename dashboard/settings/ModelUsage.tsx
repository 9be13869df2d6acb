import type { UsageDay } from '@baton/contracts/answering.ts'
import { api } from '@baton/contracts/api.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { answersText as t } from './answers-text.ts'
import { money } from './UseFields.tsx'

const usageQuery = queryOptions({ queryKey: ['model-usage'], queryFn: () => call(api.modelUsage, {}), staleTime: 30_000 })

/** What the model was asked, day by day. */
export function ModelUsage() {
  const { data, error } = useQuery(usageQuery)
  return (
    <section>
      <h2>{t('usage')}</h2>
      {!data && error && <Problem sentence={sentenceFor(error)} />}
      {data && data.days.length === 0 && <p className="quiet">{t('usageEmpty')}</p>}
      {data && data.days.length > 0 && (
        <div className="wide-table">
          <table className="usage num">
            <thead>
              <tr>
                {(['day', 'calls', 'failed', 'read', 'written', 'cost', 'first', 'whole'] as const).map((column) => (
                  <th key={column} className={column === 'day' ? '' : 'right'}>
                    {t(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.days.map((day) => (
                <Row key={day.day} title={dayInWords(day.day)} usage={day} />
              ))}
            </tbody>
            <tfoot>
              <Row title={t('all')} usage={data.total} />
            </tfoot>
          </table>
          <p className="small quiet">{t('medianHint')}</p>
        </div>
      )}
    </section>
  )
}

function Row({ title, usage }: { title: string; usage: Omit<UsageDay, 'day'> }) {
  const { calls, failed, tokensIn, tokensOut, cost, firstMs, ms } = usage
  const cells = [
    count(calls),
    count(failed),
    count(tokensIn),
    count(tokensOut),
    money(cost),
    firstMs === null ? '–' : seconds(firstMs),
    seconds(ms),
  ]
  return (
    <tr>
      <th scope="row">{title}</th>
      {cells.map((cell, i) => (
        <td key={i} className="right">
          {cell}
        </td>
      ))}
    </tr>
  )
}

const count = (n: number) => n.toLocaleString('en-GB')

const dayInWords = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** "0.4 s", "12 s". */
export function seconds(ms: number): string {
  return `${(ms / 1000).toLocaleString('en-GB', { maximumFractionDigits: ms < 10_000 ? 1 : 0 })} s`
}
