import type { Mark } from '../ui/Said.tsx'

/** Where the words that somebody looks for begin a word of a text; the server also finds their inflections. */
export function marksOf(text: string, wanted: string): Mark[] {
  const words = wanted.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }): Mark[] =>
    words.some((one) => word.toLowerCase().startsWith(one)) ? [[index, index + word.length]] : [],
  )
}
