import { describe, expect, it } from 'vitest'
import { asksForPerson } from './asked.ts'

const asking: Record<string, string[]> = {
  en: [
    'can I talk to a human',
    'Human, please.',
    'I would rather speak with a real person about this',
    'Put me through to someone in billing',
    'Is there anybody I could speak to on your side?',
    'transfer me please',
    "I've been going round in circles, let me speak to an agent",
    "I don't know how to reach an operator",
    'no more robots, I want a person',
    'could someone from your team give me a call',
    'speek to a representitive' /* two slips in one line, one a word */,
    'pls connect me with an agnet',
    'escalate this to your supervisor',
    "I'm not comfortable giving my card number to a bot",
    'hello, is there a live agent?',
  ],
  de: [
    'Kann ich bitte mit einem Mitarbeiter reden?',
    'Ich will einen Menschen',
    'Verbinden Sie mich mit einem Berater',
    'Gibt es hier einen echten Ansprechpartner?',
    'Könnte mich jemand anrufen?',
  ],
  fr: [
    'Je veux parler à un humain',
    'Passez-moi un conseiller',
    'Y a-t-il quelqu’un de disponible ?',
    'un agent svp',
    "Quelqu'un peut-il me rappeler ?",
  ],
  es: ['Necesito hablar con un agente', 'Quiero una persona real', 'Páseme con un operador', '¿Hay alguien ahí?', 'agente por favor'],
  it: [
    'Voglio parlare con una persona',
    'Mi passi un operatore',
    'operatore per favore',
    "C'è qualcuno disponibile?",
    'Ho bisogno di un operatore umano',
  ],
  pt: [
    'Quero falar com uma pessoa',
    'Preciso de um atendente',
    'atendente por favor',
    'Pode transferir-me para um agente?',
    'Alguém me pode ligar? Quero falar com alguém',
  ],
  nl: [
    'Ik wil een mens spreken',
    'Kan ik met een medewerker praten?',
    'medewerker graag',
    'Verbind mij met een collega',
    'Is er iemand beschikbaar?',
  ],
  pl: [
    'Chcę rozmawiać z człowiekiem',
    'Proszę połączyć mnie z konsultantem',
    'konsultant proszę',
    'Potrzebuję pracownika',
    'Czy mogę porozmawiać z kimś z obsługi?',
  ],
  tr: [
    'Bir insanla konuşmak istiyorum',
    'Beni bir temsilciye bağlar mısınız?',
    'canlı destek lütfen',
    'Gerçek biri var mı?',
    'müşteri temsilcisi istiyorum',
  ],
  sv: [
    'Jag vill prata med en människa',
    'Koppla mig till en medarbetare',
    'människa tack',
    'Finns det någon ledig?',
    'Kan jag få tala med en handläggare',
  ],
}

const notAsking: Record<string, string[]> = {
  en: [
    'is a person allowed to bring a dog?',
    'My travel agent said breakfast was included',
    "I don't want to talk to a human, just tell me the price",
    'You do not need to transfer me to anybody',
    'are you a human?',
    'am I talking to a bot?',
    'Do you sell a one person tent?',
    'How many people fit in the tent?',
    'Which cleaning agent removes resin?',
    'Is this backpack made for real mountaineers?',
    'I spoke to an agent yesterday and she was lovely',
    'Can I pay for another person?',
    'Where do I find the contact form?',
    'my manager wants an invoice',
    'I want a robot vacuum',
    'Connect my watch to the app',
  ],
  de: [
    'Wie viele Menschen passen in das Zelt?',
    'Ich möchte nicht mit einem Mitarbeiter sprechen',
    'Bist du ein Mensch?',
    'Mein Berater hat etwas anderes gesagt',
  ],
  fr: ['Combien de personnes dorment dans la tente ?', 'Je ne veux pas parler à un conseiller', 'Mon agent de voyage a dit non'],
  es: ['¿Cuántas personas caben?', 'No quiero hablar con un agente', 'Mi agente de seguros dice otra cosa'],
  it: ['Quante persone entrano?', 'Non voglio parlare con un operatore', 'Sei umano?'],
  pt: ['Quantas pessoas cabem na tenda?', 'Não quero falar com um atendente', 'O meu agente disse que sim'],
  nl: ['Hoeveel mensen passen erin?', 'Ik wil geen medewerker spreken', 'Ben je een mens?'],
  pl: ['Ile osób wejdzie do namiotu?', 'Nie chcę rozmawiać z konsultantem', 'Mój agent mówi inaczej'],
  tr: ['Çadır kaç kişilik?', 'Temsilciyle konuşmak istemiyorum', 'Sen insan mısın?'],
  sv: ['Hur många personer ryms?', 'Jag vill inte prata med en människa', 'Är du en människa?'],
}

describe('asking for a person, in plain words', () => {
  for (const [language, lines] of Object.entries(asking)) {
    it.each(lines)(`[H1] ${language}: "%s" asks`, (line) => expect(asksForPerson(line)).not.toBeNull())
  }
  for (const [language, lines] of Object.entries(notAsking)) {
    it.each(lines)(`${language}: "%s" does not ask`, (line) => expect(asksForPerson(line)).toBeNull())
  }

  it('marks the words that ask', () => {
    const line = 'My order is late. Please let me talk to a human now!'
    const asked = asksForPerson(line)
    expect(asked?.marks.map(([from, to]) => line.slice(from, to))).toEqual(['talk to a human'])
    expect(asked?.score).toBeGreaterThan(0.9)
  })

  it('marks by UTF-16 offset, accents and emoji included', () => {
    const line = '😀 Ça ne va pas : je veux parler à un conseiller'
    const [from, to] = asksForPerson(line)?.marks[0] ?? [0, 0]
    expect(line.slice(from, to)).toBe('parler à un conseiller')
  })

  it.each([
    ['empty', ''],
    ['only signs', '?!… — '],
    ['a lone surrogate', '\ud800 human please'],
    ['one endless word', 'a'.repeat(100_000)],
    ['one word again and again', 'talk to '.repeat(20_000)],
    ['apostrophes', "'s".repeat(20_000)],
    ['stacked accents', `e${'\u0301'.repeat(20_000)}`],
  ])('survives hostile input: %s', (_name, line) => {
    expect(() => asksForPerson(line)).not.toThrow()
  })

  it('reads no further than the longest line there may be', () => {
    expect(asksForPerson(`${'x '.repeat(2500)}human please`)).toBeNull()
  })
})
