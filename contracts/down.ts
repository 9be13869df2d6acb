import type { Conversation } from './conversation.ts'
import type { Numbered, VisitorFact } from './facts.ts'
import type { Refusal } from './refusal.ts'
import type { Status, WaitRange } from './team.ts'

/** How a bot looks and greets, for the widget. `brand` is a hex colour such as `#3b5bdb`. */
export type BotFace = {
  id: string
  name: string
  company: string
  greeting: string
  /** The same in other languages, by language (`de`), where the owner has written it so. */
  greetings?: Record<string, string>
  brand: string
  answersWithin: number
  /** Address of its picture. */
  picture?: string | null
  bio?: string | null
}

/** Whether people are there, and the first names of up to three of them; whether the team is open, and when it is again (ms since 1970). */
export type People = { online: boolean; names: string[]; open?: boolean; opensAt?: number | null }

/**
 * More of an answer that is still being written: `text` goes at `offset` (in UTF-16 units). Another draft replaces it, and so does the fact
 * that ends it (`botSaid`, `answerCut`). An empty one takes it away. `answers`: the line that it answers; who holds an answer to that one
 * already leaves the draft.
 */
type Writing = { t: 'draft'; draft: string; answers?: number; offset: number; text: string }
/**
 * The visitor's place in the queue of a team, out of how many, and how long others waited lately (whole minutes in ms; null: too few to
 * say). A place that grew says why. `place: null`: waits no longer.
 */
export type Waiting =
  | { t: 'waiting'; place: number; of: number; range: WaitRange; reason?: 'urgent' | 'moved' }
  | { t: 'waiting'; place: null }
type Seen = { visitor: number; agent: number }
type Done = { t: 'done'; cause: string; first: number; last: number }
/** `cause` is null when the frame could not be read at all. */
type Refused = { t: 'refused'; cause: string | null; refusal: Refusal; sentence: string }
type Common = Done | Refused | { t: 'pong'; head: number } | { t: 'bye'; retryIn: number } | { t: 'reload' }

/** Frames to a widget. A fact that is not for visitors arrives as `null` and keeps its number. */
export type VisitorDown =
  | Common
  | { t: 'welcome'; protocol: number; conversation: string; head: number; bot: BotFace; people: People; seen: Seen; now: number }
  /** What you hold is not ours (a restored database): drop it, all facts follow from 1. */
  | { t: 'fresh' }
  | { t: 'facts'; facts: Numbered<VisitorFact | null>[] }
  | { t: 'typing'; name: string | null }
  | { t: 'seen'; seen: Seen }
  | { t: 'people'; people: People }
  | Waiting
  | Writing

/** One line of a list: the folded state, and its id. */
export type Row = Conversation & { id: string }
/** `longest` is since when the longest-waiting visitor has waited, in ms since 1970. */
export type Counts = { needs: number; mine: number; all: number; closed: number; longest: number | null }
export type Colleague = { id: string; name: string; online: boolean; status?: Status }

/** Frames to the inbox. */
export type AgentDown =
  | Common
  | { t: 'welcome'; protocol: number; now: number; online: boolean }
  | { t: 'fresh'; conversation: string }
  /** It is not yours to read, or no longer: drop it. */
  | { t: 'gone'; conversation: string }
  | { t: 'facts'; conversation: string; facts: Numbered[]; seen?: Seen }
  | { t: 'rows'; rows: Row[] }
  | { t: 'counts'; counts: Counts }
  | { t: 'team'; team: Colleague[] }
  | { t: 'typing'; conversation: string; by: 'visitor' | 'agent'; name: string | null }
  | { t: 'seen'; conversation: string; seen: Seen }
  | (Writing & { conversation: string })
