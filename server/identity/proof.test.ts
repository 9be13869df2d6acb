import { describe, expect, it } from 'vitest'
import { readProof } from './proof.ts'
import { signed } from './testing/sign.ts'

const secret = 'the-secret-of-this-bot-of-43-characters-or-so'
const now = Date.UTC(2026, 10, 24)
const seconds = now / 1000
const vera = { sub: 'u-1', email: 'vera@northpeak.example', name: 'Vera', exp: seconds + 300 }
const read = (claims: object, header?: object, by = secret) => readProof(signed(claims, by, header), secret, now)
const without = (claim: keyof typeof vera) => ({ ...vera, [claim]: undefined })

describe('[V4] a proof', () => {
  it('says who it is about, also beyond ASCII', () => {
    expect(read(vera)).toEqual({ subject: 'u-1', email: 'vera@northpeak.example', name: 'Vera' })
    expect(read({ ...vera, name: 'Zoë Łuk' })).toMatchObject({ name: 'Zoë Łuk' })
    expect(read(without('name'))).toMatchObject({ name: null })
  })

  it('is read as other libraries sign it: the key is the text of the secret', () => {
    const known =
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c'
    expect(readProof(known, 'your-256-bit-secret', now)).toMatch(/^its claim “email”/)
  })

  it.each([
    ['another secret', signed(vera, 'the secret of another bot'), 'it is not signed with this bot’s secret'],
    ['no signature', `${signed(vera, secret).split('.').slice(0, 2).join('.')}.`, 'it is not signed with this bot’s secret'],
    ['a changed claim', changed(signed(vera, secret)), 'it is not signed with this bot’s secret'],
    ['no algorithm', `${signed(vera, secret, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`, 'it must be signed with HS256'],
    ['alg none with a right signature', signed(vera, secret, { alg: 'none' }), 'it must be signed with HS256'],
    ['another algorithm', signed(vera, secret, { alg: 'HS512' }), 'it must be signed with HS256'],
    ['an extension that must be understood', signed(vera, secret, { alg: 'HS256', crit: ['b64'] }), 'it must be signed with HS256'],
    ['anything', 'not a token', 'it is no JSON Web Token'],
    ['too many parts', `${signed(vera, secret)}.x`, 'it is no JSON Web Token'],
    ['nothing', '', 'it is no JSON Web Token'],
  ])('with %s is refused', (_, proof, problem) => {
    expect(readProof(proof, secret, now)).toBe(problem)
  })

  it('that has expired, or is not valid yet, is refused, give or take a minute', () => {
    expect(read({ ...vera, exp: seconds - 61 })).toBe('it has expired')
    expect(read({ ...vera, exp: seconds - 59 })).toMatchObject({ subject: 'u-1' })
    expect(read({ ...vera, nbf: seconds + 61 })).toBe('it is not valid yet')
  })

  it.each(['sub', 'email', 'exp'] as const)('without %s is refused', (claim) => {
    expect(read(without(claim))).toBe(`its claim “${claim}” is missing or can’t be read`)
  })

  it('with an address that is none, or an empty id, is refused', () => {
    expect(read({ ...vera, email: 'vera' })).toMatch(/“email”/)
    expect(read({ ...vera, sub: ' ' })).toMatch(/“sub”/)
    expect(read([])).toMatch(/missing/)
  })
})

/** The claims of somebody else under the signature of the first. */
function changed(proof: string): string {
  const [head, , signature] = proof.split('.')
  const [, other] = signed({ ...vera, sub: 'u-2' }, secret).split('.')
  return [head, other, signature].join('.')
}
