import type { Language, Persona } from '@baton/contracts/answering.ts'
import { visible } from './clean.ts'

/** Who the bot is, for a prompt. */
export type Instructed = { name: string; company?: string | undefined; persona: Persona }

const styles: Record<Persona['style'], string> = {
  plain: 'Write plainly: short sentences, everyday words.',
  friendly: 'Write warmly and personally, as a helpful colleague would, without exclamation marks.',
  formal: 'Write formally and politely; in languages that have one, use the polite form of address.',
}

const names: Record<Language, string> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
  pt: 'Portuguese',
  nl: 'Dutch',
  pl: 'Polish',
  tr: 'Turkish',
  sv: 'Swedish',
}

/** The lines about it that a prompt begins with. What the owner wrote is wished for, not law. */
export function persona({ name, company, persona: { bio, style, language, does, donts } }: Instructed): string[] {
  const one = (text: string) => visible(text).replace(/\s+/g, ' ').trim()
  return [
    `You are ${one(name)}, a customer service bot${company ? ` of ${one(company)}` : ''}.${bio ? ` ${one(bio)}` : ''}`,
    styles[style],
    language === 'visitor'
      ? 'Answer in the language of the question.'
      : `Answer in ${names[language]}, whatever the language of the question.`,
    ...(does.length > 0 ? ['The company wishes that you:', ...does.map((wish) => `- ${one(wish)}`)] : []),
    ...(donts.length > 0 ? ['The company wishes that you do not:', ...donts.map((wish) => `- ${one(wish)}`)] : []),
  ]
}
