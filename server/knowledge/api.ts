import type { NewSource, SourceItem } from '@baton/contracts/api.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Knowledge } from './store.ts'

/** The knowledge as the routes need it: one way to add, whatever kind of source it is. */
export function knowledgeHandlers({ list, get, remove, addPairs, addText, addPage }: Knowledge) {
  const add = (bot: string, source: NewSource): Promise<SourceItem | Refusal> => {
    switch (source.kind) {
      case 'pairs':
        return addPairs(bot, source.title, source.pairs)
      case 'text':
        return addText(bot, source.title, source.text)
      case 'page':
        return addPage(bot, source.url)
      default:
        return source satisfies never
    }
  }
  return { list, get, remove, add }
}
