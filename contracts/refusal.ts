import { z } from 'zod'

/** What may be refused, by name. A refusal is a value: nothing was changed, and the sentence says what to do. */
export const refusal = z.discriminatedUnion('no', [
  z.object({ no: z.literal('alreadyAccepted'), by: z.string(), agent: z.string() }),
  z.object({ no: z.literal('notWaiting') }),
  z.object({ no: z.literal('full'), open: z.int(), capacity: z.int() }),
  z.object({ no: z.literal('notYours'), by: z.string().nullable() }),
  z.object({ no: z.literal('promiseOpen') }),
  z.object({ no: z.literal('notClosed') }),
  z.object({ no: z.literal('closed') }),
  z.object({ no: z.literal('nothingThere') }),
  z.object({ no: z.literal('invalid'), path: z.string(), problem: z.string() }),
  z.object({ no: z.literal('tooLarge'), limit: z.int() }),
  z.object({ no: z.literal('tooMany'), retryIn: z.int() }),
  z.object({ no: z.literal('notSignedIn') }),
  z.object({ no: z.literal('noSuchKey') }),
  z.object({ no: z.literal('forbidden') }),
  z.object({ no: z.literal('wrongOrigin') }),
  z.object({ no: z.literal('notFound') }),
  z.object({ no: z.literal('wrongPassword') }),
  z.object({ no: z.literal('linkExpired') }),
  z.object({ no: z.literal('emailTaken') }),
  z.object({ no: z.literal('lastOwner') }),
  z.object({ no: z.literal('pageRefused'), problem: z.string() }),
  /** What the page's server signed about its visitor can't be used. */
  z.object({ no: z.literal('proofRefused'), problem: z.string() }),
  z.object({ no: z.literal('otherVisitor') }),
  z.object({ no: z.literal('verifiedContact') }),
  z.object({ no: z.literal('tryAgain') }),
  z.object({ no: z.literal('reload') }),
])

export type Refusal = z.infer<typeof refusal>

type Told = { status: number; say: (r: never) => string }
const told = <K extends Refusal['no']>(status: number, say: (r: Extract<Refusal, { no: K }>) => string) => ({ status, say })

/** One table maps each refusal to its HTTP status and to the sentence that a person reads. */
export const refusals: { [K in Refusal['no']]: Told } = {
  alreadyAccepted: told<'alreadyAccepted'>(409, (r) => `${r.by} already has this conversation.`),
  notWaiting: told(409, () => 'Nobody is waiting here any more.'),
  full: told<'full'>(409, (r) => `You already hold ${r.open} of ${r.capacity} conversations. Close one, or take over anyway.`),
  notYours: told<'notYours'>(409, (r) =>
    r.by ? `${r.by} has this conversation. Take it over first.` : 'Take this conversation over first.',
  ),
  promiseOpen: told(409, () => 'We promised an answer here. Answer first, or say why none is needed.'),
  notClosed: told(409, () => 'This conversation is open already.'),
  closed: told(409, () => 'This conversation is closed.'),
  nothingThere: told(409, () => 'There is nothing to do this to.'),
  invalid: told<'invalid'>(400, (r) => `${r.path ? `“${r.path}”` : 'This'} can’t be used: ${r.problem}.`),
  tooLarge: told<'tooLarge'>(413, (r) => `That is too large. The limit is ${r.limit.toLocaleString('en')} bytes.`),
  tooMany: told<'tooMany'>(429, (r) => `That was too often. Try again in ${Math.ceil(r.retryIn / 1000)} s.`),
  notSignedIn: told(401, () => 'Please log in.'),
  noSuchKey: told(401, () => 'This API key is not known, or was revoked. Send one as “Authorization: Bearer bk_…”.'),
  forbidden: told(403, () => 'Your role does not allow this.'),
  wrongOrigin: told(403, () => 'This request came from another site.'),
  notFound: told(404, () => 'There is nothing here.'),
  wrongPassword: told(401, () => 'E-mail or password is not right.'),
  linkExpired: told(410, () => 'This link has been used or has expired. Ask for a new one.'),
  emailTaken: told(409, () => 'Somebody with this e-mail is here already.'),
  lastOwner: told(409, () => 'An install needs at least one owner.'),
  pageRefused: told<'pageRefused'>(422, (r) => r.problem),
  proofRefused: told<'proofRefused'>(422, (r) => `This proof of identity can’t be used: ${r.problem}.`),
  otherVisitor: told(409, () => 'This conversation is somebody else’s. Begin a new one.'),
  verifiedContact: told(409, () => 'This e-mail address comes with your account, and is changed there.'),
  tryAgain: told(503, () => 'The server is catching its breath. Nothing was lost; try again in a moment.'),
  reload: told(426, () => 'Baton was updated. Reload the page.'),
}

export const statusOf = (r: Refusal): number => refusals[r.no].status
export const sentenceOf = (r: Refusal): string => refusals[r.no].say(r as never)
