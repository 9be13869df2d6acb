import type { LadderEvent, PassedOver } from '@baton/contracts/team.ts'

/** Why somebody is not rung, after their name. */
export const passedOverWords: Record<PassedOver['why'], string> = {
  offline: 'is offline',
  away: 'is away',
  busy: 'is busy',
  full: 'has no room',
  closed: 'is not in at that time',
  bot: 'does not take this bot’s visitors',
  language: 'does not speak the language',
  skill: 'lacks the skill',
  tried: 'was asked already',
  teamFull: 'has a team without room',
  later: 'comes later',
}

export const promiseWords: Record<Extract<LadderEvent, { kind: 'promise' }>['why'], string> = {
  closed: 'Nobody is in',
  nobodyOnline: 'Nobody is online',
  patience: 'The patience has ended',
}
