import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mayChange, useMe } from '../account/me.tsx'
import { answersText as t } from './answers-text.ts'
import { modelQuery } from './model-form.ts'

const lookAgainMs = 300_000

/** To those who can change it, on every page: from now on bots only quote. */
export function ModelNotice() {
  const { data } = useQuery({ ...modelQuery, enabled: mayChange(useMe()), refetchInterval: lookAgainMs })
  if (!data?.today.usedUp) return null
  return (
    <p className="banner" role="status">
      {t('notice')} <Link to="/settings/answers">{t('noticeLink')}</Link>
    </p>
  )
}
