import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router } from './router.tsx'
import { restoreWidths } from './ui/Resizer.tsx'
import { Toasts } from './ui/toasts.tsx'
import './ui/tokens.css'
import './ui/base.css'
import './ui/parts.css'
import './ui/floating.css'
import './frame.css'
import './inbox/inbox.css'
import './conversation/conversation.css'
import './conversation/answers.css'
import './conversation/briefing.css'
import './account/door.css'
import './settings/pages.css'
import './settings/answers.css'
import './knowledge/knowledge.css'
import './learning/learning.css'
import './team/team.css'
import './rules/rules.css'
import './board/board.css'
import './actions/actions.css'

restoreWidths(['--list', '--briefing'])
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: 1 } } })
const place = document.getElementById('app')
if (place)
  createRoot(place).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
          <Toasts />
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  )
