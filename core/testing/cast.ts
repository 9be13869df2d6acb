import type { Speaker } from '../agents.ts'

/** The people and places of every test, by name. */
export const ada: Speaker = { agent: '00000000-0000-4000-8000-0000000000a1', name: 'Ada' }
export const bo: Speaker = { agent: '00000000-0000-4000-8000-0000000000b0', name: 'Bo' }
export const cy: Speaker = { agent: '00000000-0000-4000-8000-0000000000c1', name: 'Cy' }
export const vera = '00000000-0000-4000-8000-0000000000ee'
export const northpeak = '00000000-0000-4000-8000-0000000000bb'
export const support = '00000000-0000-4000-8000-000000000051'
export const sales = '00000000-0000-4000-8000-000000000052'
export const chunk = '00000000-0000-4000-8000-0000000000cc'
