import { expect, it } from 'vitest'
import { type Refusal, refusal, refusals, sentenceOf, statusOf } from './refusal.ts'

const examples: { [K in Refusal['no']]: Extract<Refusal, { no: K }> } = {
  alreadyAccepted: { no: 'alreadyAccepted', by: 'Ada', agent: 'a' },
  notWaiting: { no: 'notWaiting' },
  full: { no: 'full', open: 3, capacity: 3 },
  notYours: { no: 'notYours', by: 'Ada' },
  promiseOpen: { no: 'promiseOpen' },
  notClosed: { no: 'notClosed' },
  closed: { no: 'closed' },
  nothingThere: { no: 'nothingThere' },
  invalid: { no: 'invalid', path: 'text', problem: 'empty' },
  tooLarge: { no: 'tooLarge', limit: 32_768 },
  tooMany: { no: 'tooMany', retryIn: 1_200 },
  notSignedIn: { no: 'notSignedIn' },
  noSuchKey: { no: 'noSuchKey' },
  forbidden: { no: 'forbidden' },
  wrongOrigin: { no: 'wrongOrigin' },
  notFound: { no: 'notFound' },
  wrongPassword: { no: 'wrongPassword' },
  linkExpired: { no: 'linkExpired' },
  emailTaken: { no: 'emailTaken' },
  lastOwner: { no: 'lastOwner' },
  pageRefused: { no: 'pageRefused', problem: 'That page needs a log-in.' },
  proofRefused: { no: 'proofRefused', problem: 'it has expired' },
  otherVisitor: { no: 'otherVisitor' },
  verifiedContact: { no: 'verifiedContact' },
  tryAgain: { no: 'tryAgain' },
  reload: { no: 'reload' },
}

it.each(Object.values(examples))('$no has a status of its own kind and a sentence that a person can read', (one) => {
  expect(refusal.parse(one)).toEqual(one)
  expect(statusOf(one)).toBeGreaterThanOrEqual(400)
  expect(statusOf(one)).toBeLessThan(600)
  expect(sentenceOf(one)).toMatch(/^[A-Z“].*\.$/)
  expect(sentenceOf(one)).not.toMatch(/undefined|null|NaN|oops|!/i)
})

it('every name of a refusal is in the table, and none besides', () => {
  expect(Object.keys(refusals).sort()).toEqual(refusal.options.map((option) => option.shape.no.value).sort())
})

it('says by name who has it, how full one is, how long to wait', () => {
  expect(sentenceOf(examples.alreadyAccepted)).toBe('Ada already has this conversation.')
  expect(sentenceOf({ no: 'notYours', by: null })).toBe('Take this conversation over first.')
  expect(sentenceOf(examples.full)).toContain('3 of 3')
  expect(sentenceOf(examples.tooMany)).toContain('2 s')
  expect(sentenceOf(examples.tooLarge)).toContain('32,768')
  expect(sentenceOf({ no: 'invalid', path: '', problem: 'no JSON' })).toBe('This can’t be used: no JSON.')
})
