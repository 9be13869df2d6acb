import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersOffer, saysResolved, saysUnresolved } from './unresolved.ts'

const unresolved = [
  "that didn't help",
  "no that's not what I meant",
  "it's still not working",
  'Wrong.',
  'wrong answer',
  "No, it doesn't work",
  "you don't understand",
  "That's not right",
  'not helpful',
  'not really',
  "sorry but that doesn't answer my question",
  'I already tried that',
  "ok but it still doesn't work",
  'Das hilft mir nicht',
  'falsch',
  'Funktioniert immer noch nicht',
  "Ça ne m'aide pas",
  "ce n'est pas ce que je voulais dire",
  'eso no me ayuda',
  'No es lo que pregunté',
  'non funziona',
  'Não ajudou',
  'Dat helpt niet',
  'to nie pomaga',
  'bu işe yaramadı',
  'det hjälpte inte',
]
const notUnresolved = [
  'no',
  'no thanks',
  'thanks, that helped',
  'Which tent is wrong for winter?',
  'my heater does not work',
  'The zip of the tent doesn’t work',
  'what do you do if I ordered the wrong size',
  'where is my parcel',
  'can you help me',
  'Mein Kocher funktioniert nicht',
  'Ma tente ne fonctionne pas',
  'how do I know which one is right',
  '',
]
const resolved = [
  'thanks',
  'Thank you so much!',
  'that worked',
  'ok got it, thanks',
  'great, it works now',
  'bye',
  'Danke, hat geklappt',
  'merci beaucoup',
  'gracias',
  'grazie mille',
  'obrigada!',
  'bedankt',
  'dziękuję bardzo',
  'teşekkürler',
  'tack så mycket',
  'Thanks! And do you ship to Norway?',
]
const notResolved = [
  'no thanks',
  'thanks for nothing',
  'thanks in advance',
  "thanks but it still doesn't work",
  'Where is my order number 1234 that I placed last week? Thanks',
  'not solved',
  'nein danke',
  'hello',
  '',
]
const yes = [
  'yes',
  'yes please',
  'ok do that',
  'sure',
  'please do',
  'Yeah, go ahead!',
  'that would be great thanks',
  'why not',
  'fine',
  'yes, connect me',
  'yes, my order number is 12345',
  'no problem, do it',
  'ja bitte',
  'gerne',
  'oui, volontiers',
  "d'accord",
  'sí, por favor',
  'vale',
  'sì grazie',
  'sim, quero',
  'ja graag',
  'tak, poproszę',
  'evet lütfen',
  'ja tack',
]
const no = [
  'no',
  'no thanks',
  'not now',
  'nope',
  'maybe later',
  "no, I'm good",
  "it's fine, never mind",
  'no need thank you',
  "I don't think so",
  'ok no thanks',
  'nein danke',
  'jetzt nicht',
  'non merci',
  'ahora no, gracias',
  'no grazie',
  'não, obrigado',
  'nee bedankt',
  'nie, dziękuję',
  'hayır teşekkürler',
  'nej tack',
]
const neither = [
  'how long does shipping take?',
  'no, I want to know what the large one costs',
  'no where is my parcel',
  'do you have it in blue',
  'is there a fee for that',
  'the blue one',
  '12345',
  'yes but how long would it take?',
  'wo ist mein Paket',
  '',
  '…',
]

describe('an answer did not help', () => {
  it.each(unresolved)('"%s" says so', (line) => expect(saysUnresolved(line)).not.toBeNull())
  it.each(notUnresolved)('"%s" does not', (line) => expect(saysUnresolved(line)).toBeNull())

  it('marks the words that say so', () => {
    const line = 'Sorry, but that didn’t help me.'
    expect(saysUnresolved(line)?.marks.map(([from, to]) => line.slice(from, to))).toEqual(['didn’t help'])
  })
})

describe('it is settled', () => {
  it.each(resolved)('"%s" says so', (line) => expect(saysResolved(line)).toBe(true))
  it.each(notResolved)('"%s" does not', (line) => expect(saysResolved(line)).toBe(false))
})

describe('an offer is answered', () => {
  it.each(yes)('"%s" accepts', (line) => expect(answersOffer(line)).toBe('yes'))
  it.each(no)('"%s" declines', (line) => expect(answersOffer(line)).toBe('no'))
  it.each(neither)('"%s" does neither', (line) => expect(answersOffer(line)).toBeNull())
})

it('takes any line, and marks lie within it', { timeout: 30_000 }, () => {
  const word = fc.constantFrom('no', 'not', "didn't", 'help', 'wrong', 'thanks', 'yes', 'ça', '😀', '\ud800', '?', ',', 'it')
  const lines = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(lines, (line) => {
      for (const [from, to] of saysUnresolved(line)?.marks ?? []) expect(0 <= from && from < to && to <= line.length).toBe(true)
      expect([true, false]).toContain(saysResolved(line))
      expect(['yes', 'no', null]).toContain(answersOffer(line))
    }),
  )
})
