import { api } from '@baton/contracts/api.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { Check, X } from '../ui/icons.tsx'
import { toast } from '../ui/toasts.tsx'
import { useDraft } from './draft.tsx'
import { freshId } from './ids.ts'
import { t } from './text.ts'

/** Words that come before a person more often than elsewhere. A word that is taken joins the draft; it is saved with it. */
export function Suggestions() {
  const bot = useChosenBot()
  const { value, trigger, disabled } = useDraft()
  const client = useQueryClient()
  const key = ['term-suggestions', bot.id]
  const { data } = useQuery({ queryKey: key, queryFn: () => call(api.termSuggestions, { params: { id: bot.id } }), staleTime: 300_000 })
  const { terms } = value.triggers.keywords
  const open = data?.suggestions.filter(({ term }) => !terms.some((one) => one.text === term)) ?? []
  if (open.length === 0 || disabled) return null
  const accept = (text: string) =>
    trigger('keywords', {
      terms: [...terms, { id: freshId(terms), text, group: 'own', exact: false, does: 'offer', team: null, priority: 0 }],
    })
  const dismiss = async (term: string) => {
    try {
      await call(api.settleTerm, { params: { id: bot.id }, body: { do: 'dismiss', term } })
      await client.invalidateQueries({ queryKey: key })
    } catch (error) {
      toast({ key: 'suggestion', title: sentenceFor(error) ?? t('notSaved') })
    }
  }
  return (
    <section className="suggestions" aria-label={t('suggestions')}>
      <p className="small quiet">
        <strong>{t('suggestions')}</strong> {t('suggestionsIntro')}
      </p>
      <ul>
        {open.slice(0, 5).map(({ term, lift, examples }) => (
          <li key={term}>
            <span className="tag">{term}</span>
            <span className="small quiet clip" title={examples[0]}>
              {t('lift', lift.toFixed(1))} · “{examples[0]}”
            </span>
            <button type="button" className="button bare square" aria-label={`${t('accept')}: ${term}`} onClick={() => accept(term)}>
              <Check className="icon" />
            </button>
            <button type="button" className="button bare square" aria-label={`${t('dismiss')}: ${term}`} onClick={() => void dismiss(term)}>
              <X className="icon" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
