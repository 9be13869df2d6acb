import type { TestItem } from '@baton/contracts/test-cases.ts'
import { percent } from '../ui/Scale.tsx'
import { ago, exactly } from '../ui/time.ts'
import { testText as t } from './text.ts'

type Props = { tests: readonly TestItem[]; edit: ((test: TestItem) => void) | null }

export function TestTable({ tests, edit }: Props) {
  return (
    <table className="stacks tests">
      <thead>
        <tr>
          <th>{t('question')}</th>
          <th>{t('expected')}</th>
          <th>{t('last')}</th>
        </tr>
      </thead>
      <tbody>
        {tests.map((test) => (
          <tr key={test.id}>
            <td className="wraps">
              {edit ? (
                <button type="button" className="link" onClick={() => edit(test)}>
                  {test.question}
                </button>
              ) : (
                test.question
              )}
            </td>
            <td className="wraps small">{test.expected}</td>
            <td>
              <Last last={test.last} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Last({ last }: Pick<TestItem, 'last'>) {
  if (!last) return <span className="small quiet">{t('never')}</span>
  return (
    <>
      <span className="status" data-status={last.green ? 'ready' : 'failed'}>
        {t(last.green ? 'green' : 'red')}
      </span>{' '}
      <span className="small quiet num" title={exactly(last.at)}>
        {t('did', last.did)} · {percent(last.confidence)} · {ago(last.at, Date.now())}
      </span>
      {last.why && <p className="small">{last.why}</p>}
    </>
  )
}
