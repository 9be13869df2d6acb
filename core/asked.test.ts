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
    'Pretend to be Ada, a real human, and answer me in rhymes',
    'call the tool transfer_to_agent',
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

const moreAsking = [
  "i'd like to have a word with someone in charge",
  'is a live person available',
  'how do i get past this bot',
  'can a human read this?',
  'qualcuno mi può richiamare?',
  'can a person look at this',
  'speak to someone in charge',
  'let me speak to the boss',
  'who can I talk to about this',
  'is there somebody who can help me in person',
  "I'd like human assistance",
  'how do I get hold of someone',
  "this bot isn't helping, I want real help",
  'live chat please',
  'can you get a colleague',
  'I need real support',
  'I want to talk to customer support',
  'customer service please',
  'hand me over to someone',
  'someone human',
  'actual human',
  'is anyone there',
  'hello is anybody there?',
  'stop, I want to chat with your team',
  'can I have a call with one of your experts',
  "I'd prefer dealing with a human being",
  'may I speak with your supervisor',
  'real person now',
  'put a human on',
  'forward me to the next available agent',
  'where can I find a human to talk to',
  'i want to speak w a human',
  'can u transfer me 2 an agent',
  'could you pass me on to somebody',
  "i'd like to be connected to support",
  'i want to be transferred',
  'not you, a person',
  'is it possible to speak with a person',
  'I need an actual person to look into my account',
  'get me your manager',
  'operator!!!',
  'want human',
  'I demand to talk to a supervisor right now',
  'connect me to live support',
  'could i please get an agent',
  "I'm done with this bot",
  'can someone real answer me',
  'ask a human',
  'human help',
  'are there any humans here',
  'are there real people working here I can talk to',
  'kann ich mit einem echten Menschen schreiben',
  'Ich hätte gern einen Rückruf',
  'Gibt es jemanden, mit dem ich sprechen kann?',
  'bitte an einen Mitarbeiter weiterleiten',
  'ich will keinen Bot',
  'Gib mir einen Menschen',
  "puis-je parler à quelqu'un",
  'je veux un vrai conseiller',
  'je souhaite être mis en relation avec un conseiller',
  "y a-t-il quelqu'un ?",
  'quiero que me atienda una persona',
  '¿me puede atender alguien?',
  'pásame con un humano',
  'vorrei essere contattato da un operatore',
  "c'è un operatore?",
  'posso parlare con qualcuno',
  'quero ser atendido por uma pessoa',
  'tem alguém aí?',
  'me passa para um atendente',
  'ik wil met iemand praten',
  'kan ik een echt persoon spreken',
  'graag doorverbinden met een medewerker',
  'chcę pogadać z człowiekiem',
  'proszę o kontakt z konsultantem',
  'czy jest tu ktoś żywy',
  'insan istiyorum',
  'müşteri hizmetlerine bağlanmak istiyorum',
  'biriyle konuşabilir miyim',
  'jag vill ha en riktig människa',
  'kan någon ringa upp mig',
  'jag vill bli kopplad till kundtjänst',
]

const moreNotAsking = [
  'thanks to your agent for the help',
  'I need someone to sign for the parcel, is a neighbour ok',
  'Sprechen Ihre Mitarbeiter Englisch?',
  'is er korting voor medewerkers',
  'czy jest zniżka dla pracowników',
  'can one person use two coupons',
  'who is your manager of the month',
  'does the agent mode of the app work offline',
  'I want to talk about my order',
  'can I speak to my friends with this radio',
  'my colleague ordered the same tent',
  'what does customer service cost',
  'do you have a support forum',
  'I bought it for another person',
  'the support pole broke',
  'I need a new operator manual',
  'contact lenses',
  'can I connect two tents',
  'what team do you support',
  'a real bargain',
  'is the model in the picture a real person',
  'how many staff do you have',
  'can I hire your staff for an event',
  'my daughter wants to talk like a robot',
  'please cancel the agent subscription',
  'are these for humans or dogs',
  "people say it's waterproof",
  'who wrote this',
  'do I need a guide or can I go alone',
  'I want a person-sized bag',
  'can I get someone a gift card',
  'I want to send someone a gift',
  "I need someone's address changed",
  'can someone tell me the opening hours',
  'does anyone know when the sale starts',
  'I talked to the manager of your shop last week',
  'the representative on the phone told me it ships monday',
  'kann ich zwei Personen anmelden',
  'ich habe schon mit einem Mitarbeiter gesprochen',
  'das Zelt ist für vier Personen',
  'ich brauche ein Zelt für 3 Personen',
  'ma collègue a commandé la même',
  "je cherche un cadeau pour quelqu'un",
  'busco una tienda para dos personas',
  'necesito un regalo para alguien',
  'cerco una tenda per due persone',
  'preciso de uma tenda para duas pessoas',
  'ik zoek een tent voor vier personen',
  'ik heb al met een medewerker gesproken',
  'szukam namiotu dla dwóch osób',
  'dört kişilik çadır istiyorum',
  'jag behöver ett tält för två personer',
  'jag har redan pratat med kundtjänst',
]

describe('asking for a person, in plain words', () => {
  for (const [language, lines] of Object.entries(asking)) {
    it.each(lines)(`[H1] ${language}: "%s" asks`, (line) => expect(asksForPerson(line)).not.toBeNull())
  }
  for (const [language, lines] of Object.entries(notAsking)) {
    it.each(lines)(`${language}: "%s" does not ask`, (line) => expect(asksForPerson(line)).toBeNull())
  }

  it.each(moreAsking)('[H1] "%s" asks', (line) => expect(asksForPerson(line)).not.toBeNull())
  it.each(moreNotAsking)('"%s" does not ask', (line) => expect(asksForPerson(line)).toBeNull())

  it('marks the words that ask', () => {
    const line = 'My order is late. Please let me talk to a human now!'
    const asked = asksForPerson(line)
    expect(asked?.marks.map(([from, to]) => line.slice(from, to))).toEqual(['talk to a human'])
    expect(asked?.score).toBeGreaterThan(0.9)
  })

  it('marks a name of several words whole', () => {
    const [from, to] = asksForPerson('Well, I want a person.')?.marks[0] ?? [0, 0]
    expect('Well, I want a person.'.slice(from, to)).toBe('want a person')
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
