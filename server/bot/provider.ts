import type { Provider } from '@baton/contracts/answering.ts'

/** All three speak OpenAI's protocol beside their own. */
const addresses: Record<Exclude<Provider, 'compatible'>, string> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta/openai',
}

export function urlOf(provider: Provider, url: string | null): string {
  return provider === 'compatible' ? (url ?? '').replace(/\/+$/, '') : addresses[provider]
}

/** How requests differ for end points that don't know everything: no schema, no temperature, the newer name for the limit of tokens. */
export type Adapted = { plain: boolean; warm: boolean; tokens: 'old' | 'new' }

/** What to leave out after a refusal with this text, or null when it was about something else. */
export function adapt(now: Adapted, refusal: string): Adapted | null {
  const text = refusal.toLowerCase()
  if (now.tokens === 'old' && text.includes('max_completion_tokens')) return { ...now, tokens: 'new' }
  if (now.tokens === 'new' && text.includes('max_completion_tokens')) return { ...now, tokens: 'old' }
  if (!now.warm && text.includes('temperature')) return { ...now, warm: true }
  if (!now.plain && /response_format|json_schema|structured|schema|grammar/.test(text)) return { ...now, plain: true }
  return null
}
