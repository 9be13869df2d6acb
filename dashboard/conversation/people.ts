import type { Conversation } from '@baton/contracts/conversation.ts'

type Known = Pick<Conversation, 'contact' | 'visitor'>

/** What we call a visitor where there is room: the name, the e-mail, or a short code that tells one stranger from another. */
export function visitorName({ contact, visitor }: Known): string {
  return contact.name ?? contact.email ?? `Visitor ${visitor.slice(0, 4).toUpperCase()}`
}

/** In a sentence: the first name, or "the visitor". */
export function visitorCalled({ contact }: Known): string {
  return contact.name?.split(' ')[0] ?? 'the visitor'
}

export function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
