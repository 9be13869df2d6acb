import type { Language } from '@baton/contracts/answering.ts'
import { wordsOf } from './words.ts'

const list = (words: string) => new Set(words.split(' '))

/** The small words that a language can't do without, and that hardly any other has. */
const small: Record<Language, Set<string>> = {
  en: list(
    'the is are you your my what how does do can i it to of for and when where with have this that not if there from will would about any they',
  ),
  de: list(
    'der die das ist sind ich sie ihr mein meine wie was wann wo und oder nicht mit für ein eine einen den dem auf zu von kann kann es wird haben habe bei noch auch wenn wir uns euch',
  ),
  fr: list(
    'le la les est sont je vous votre mon ma mes comment quand où et ou pas avec pour un une des du de que qui puis peut il elle sur dans avez ai ce cette au aux nous',
  ),
  es: list(
    'el la los las es son yo usted su mi mis cómo como cuándo cuando dónde donde y o no con para un una de del que puedo puede se en tiene tengo este esta por qué cuánto hay',
  ),
  it: list(
    'il lo la gli le è sono io lei suo mio mia come quando dove e o non con per un una di del della che posso può si in ha ho questo questa da quanto ci avete',
  ),
  pt: list(
    'o a os as é são eu você seu meu minha como quando onde e ou não com para um uma de do da que posso pode se em tem tenho este esta por quanto há vocês',
  ),
  nl: list(
    'de het een is zijn ik u uw jullie mijn hoe wat wanneer waar en of niet met voor van op te kan dat dit heb heeft er bij naar nog ook als wij ons',
  ),
  pl: list(
    'jest są ja pan pani mój moja jak kiedy gdzie i lub nie z dla na do w czy mogę można się ma mam ten ta to po ile od jaki jakie państwo',
  ),
  tr: list(
    'bir ve veya değil ile için bu şu ne nasıl nerede zaman mı mi mu mü var yok ben siz sizin benim olan kadar gibi daha çok kaç hangi',
  ),
  sv: list(
    'det den är jag ni du er min mitt hur vad när var och eller inte med för en ett av på att kan till har som från om vi oss finns',
  ),
}

const clear = 1.5

/** The language that a text is written in, of the ten that Baton speaks; null where its small words don't say clearly. */
export function languageOf(text: string): Language | null {
  const words = wordsOf(text.slice(0, 2_000))
  const [first, second] = Object.entries(small)
    .map(([language, known]) => ({ language: language as Language, hits: words.filter((word) => known.has(word)).length }))
    .sort((a, b) => b.hits - a.hits)
  if (!first || !second || first.hits < 2) return null
  return first.hits >= second.hits * clear ? first.language : null
}
