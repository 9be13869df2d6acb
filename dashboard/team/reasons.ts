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

/** The same, before the names of all of whom it is true. */
export const passedOverGroups: Record<PassedOver['why'], string> = {
  offline: 'Offline',
  away: 'Away',
  busy: 'Busy',
  full: 'No room',
  closed: 'Not in at that time',
  bot: 'Only for other bots',
  language: 'Other languages',
  skill: 'Without the skill',
  tried: 'Asked already',
  teamFull: 'Team without room',
  later: 'Not yet',
}

export const promiseWords: Record<Extract<LadderEvent, { kind: 'promise' }>['why'], string> = {
  closed: 'Nobody is in',
  nobodyOnline: 'Nobody is online',
  patience: 'The patience has ended',
}
