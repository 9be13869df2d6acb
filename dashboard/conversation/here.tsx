import { createContext, useContext } from 'react'
import type { Acts } from './acts.ts'

/** The conversation that is on screen: what each of its parts may need. `who`: what its visitor is called in a sentence. */
type Here = { id: string; who: string; acts: Acts; onDraft: (text: string) => void }

export const HereContext = createContext<Here | null>(null)

export function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('outside of a conversation')
  return here
}
