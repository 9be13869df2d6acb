import type { Bot } from '@baton/contracts/api.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMe } from '../account/me.tsx'
import { t } from './text.ts'

export function readBotSearch(search: Record<string, unknown>): { bot?: string } {
  return { bot: typeof search.bot === 'string' ? search.bot : undefined }
}

/** Which bot a page is about stands in the address; the first one unless said. */
export function useChosenBot(): Bot {
  const { bots } = useMe()
  const { bot } = useSearch({ strict: false }) as { bot?: string }
  const chosen = bots.find(({ id }) => id === bot) ?? bots[0]
  if (!chosen) throw new Error('an install has at least one bot')
  return chosen
}

/** Only there when there is something to choose. */
export function BotChoice() {
  const { bots } = useMe()
  const chosen = useChosenBot()
  const navigate = useNavigate()
  if (bots.length < 2) return null
  return (
    <select
      className="field"
      aria-label={t('whichBot')}
      value={chosen.id}
      onChange={({ target }) => void navigate({ to: '.', search: (before) => ({ ...before, bot: target.value }) })}
    >
      {bots.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
