import type { Conversation } from '@baton/contracts/conversation.ts'
import type { BotError, Choice, FactOf, Signals } from '@baton/contracts/facts.ts'
import { type AgentInput, decideAgent } from './agents.ts'
import { botAnswers, botCut, botFails, lineRead } from './bot.ts'
import { type Decision, fact, nothing, type World } from './decision.ts'
import { decideHanding, type HandingInput } from './handing.ts'
import { decideQueue, type QueueInput } from './queue.ts'
import { silenceLasts } from './silence.ts'
import { decideVisitor, type VisitorInput } from './visitor.ts'

/** What the bot would say. `choices` are the questions that may have been meant; `same` is the number of an earlier answer with the same text. */
export type Draft = Pick<FactOf<'botSaid'>, 'text' | 'confidence' | 'mode' | 'sources' | 'tried' | 'grounds'> & {
  choices?: Choice[]
  same?: number | null
}

/** What the bot brings back, under the tenure that it was asked in. */
export type BotInput =
  | { type: 'lineRead'; tenure: number; line: number; signals: Signals }
  | { type: 'botAnswers'; tenure: number; answers: number; draft: Draft }
  | { type: 'botFails'; tenure: number; answers: number; error: BotError }
  /** An answer ended after the visitor had been shown some of it; taken under any holder. `held` is the rest, where there is one. */
  | { type: 'botCut'; under: number; answers: number; draft: string; shown: string; why: FactOf<'answerCut'>['why']; held: Draft | null }

/** Something reached the server. What comes back later carries the tenure that it was made under. */
export type Input =
  | VisitorInput
  | BotInput
  | QueueInput
  | AgentInput
  | HandingInput
  | { type: 'promiseDue'; due: number }
  | { type: 'silenceLasts'; episode: number }
  /** What a model makes of the lines of an episode up to number `upTo`. */
  | { type: 'summarized'; episode: number; upTo: number; text: string; model: string }

/** The one place where it is decided what an input means. Why a conversation escalated is answered from here: see triggers.ts and escalation.ts. */
export function decide(c: Conversation, input: Input, world: World): Decision {
  if ('tenure' in input && input.tenure !== c.tenure) return nothing // [H3] it was made under another holder, ring or episode
  switch (input.type) {
    case 'lineRead':
      return lineRead(c, input, world)
    case 'botAnswers':
      return botAnswers(c, input, world)
    case 'botFails':
      return botFails(c, input, world)
    case 'botCut':
      return botCut(c, input, world)
    case 'promiseDue':
      return c.promise && c.promise.due === input.due && !c.promise.missed ? { facts: [{ type: 'promiseMissed' }], effects: [] } : nothing
    case 'silenceLasts':
      return silenceLasts(c, input.episode, world)
    case 'summarized':
      return summarized(c, input)
    case 'visitorSays':
    case 'visitorAsks':
    case 'visitorGives':
    case 'visitorRates':
    case 'visitorStopsWaiting':
    case 'visitorAnswersOffer':
    case 'visitorChooses':
    case 'visitorJudges':
      return decideVisitor(c, input, world)
    case 'rings':
    case 'gives':
    case 'ringLapses':
    case 'waitDrags':
    case 'patienceEnds':
    case 'teamLeaves':
      return decideQueue(c, input, world)
    case 'agentDeclines':
    case 'agentTransfers':
    case 'agentAssigns':
    case 'agentGone':
    case 'agentSilent':
      return decideHanding(c, input, world)
    default:
      return decideAgent(c, input, world)
  }
}

/** Of an episode that is over nobody needs one. */
function summarized(c: Conversation, { episode, upTo, text, model }: Extract<Input, { type: 'summarized' }>): Decision {
  return c.episode === episode && c.holder.kind !== 'closed' ? fact({ type: 'summarized', text, upTo, model }) : nothing
}
