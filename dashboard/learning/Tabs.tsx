import { Link } from '@tanstack/react-router'
import { tabText as t } from './text.ts'

const tabs = [
  ['/knowledge', 'sources'],
  ['/knowledge/gaps', 'gaps'],
  ['/knowledge/review', 'review'],
  ['/knowledge/tests', 'tests'],
  ['/knowledge/playground', 'playground'],
  ['/knowledge/sure', 'sure'],
] as const

/** On a narrow screen the strip is longer than what is seen of it. */
function showCurrent(strip: HTMLElement | null): void {
  strip?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

/** The pages of what a bot knows and how that becomes better. */
export function Tabs() {
  return (
    <nav className="views pages" aria-label={t('views')} ref={showCurrent}>
      {tabs.map(([to, name]) => (
        <Link key={to} to={to} search={({ bot }: { bot?: string }) => ({ bot })} activeOptions={{ exact: true, includeSearch: false }}>
          {t(name)}
        </Link>
      ))}
    </nav>
  )
}
