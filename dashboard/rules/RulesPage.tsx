import { api } from '@baton/contracts/api.ts'
import { useQuery } from '@tanstack/react-query'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { BotChoice, useChosenBot } from '../settings/BotChoice.tsx'
import { Head } from '../settings/form.tsx'
import { Problem } from '../ui/Field.tsx'
import { DraftOf, useDraft } from './draft.tsx'
import { Limits } from './Limits.tsx'
import { Messages } from './Messages.tsx'
import { Replay, useReplay } from './Replay.tsx'
import { SaveBar } from './SaveBar.tsx'
import { Tester } from './Tester.tsx'
import { Triggers } from './Triggers.tsx'
import { t } from './text.ts'
import { Versions } from './Versions.tsx'

/** Settings → Escalation rules: when a person must come in, tried and replayed before it is saved. */
export function RulesPage() {
  const bot = useChosenBot()
  const mine = mayChange(useMe())
  const { data, error } = useQuery({ queryKey: ['policy', bot.id], queryFn: () => call(api.policy, { params: { id: bot.id } }) })
  return (
    <div className="rules-page">
      <Head title={t('title')} intro={t('intro')}>
        <BotChoice />
        {data && <Versions version={data.version} disabled={!mine} />}
      </Head>
      {data ? (
        <DraftOf key={bot.id} saved={data.policy} disabled={!mine}>
          <Editor version={data.version} />
        </DraftOf>
      ) : (
        <div className="page-body">{error ? <Problem sentence={sentenceFor(error)} /> : <Bones />}</div>
      )}
    </div>
  )
}

function Bones() {
  return (
    <div className="bones" aria-hidden="true">
      <span className="bone" />
      <span className="bone short" />
      <span className="bone" />
    </div>
  )
}

function Editor({ version }: { version: number }) {
  const bot = useChosenBot()
  const { disabled } = useDraft()
  const replaying = useReplay()
  const { data: use } = useQuery({
    queryKey: ['policy-use', bot.id],
    queryFn: () => call(api.policyUse, { params: { id: bot.id } }),
    staleTime: 300_000,
  })
  return (
    <>
      <div className="rules-split">
        <div>
          {disabled && <p className="quiet">{t('onlyAdmins')}</p>}
          <fieldset className="plain" disabled={disabled}>
            <Triggers use={use} />
            <Limits />
            <Messages />
          </fieldset>
        </div>
        <aside className="rules-beside" aria-label={t('beside')}>
          <Tester />
          {!disabled && <Replay {...replaying} />}
        </aside>
      </div>
      <SaveBar version={version} replay={replaying.start} again={replaying.replay !== null} />
    </>
  )
}
