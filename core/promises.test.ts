import { describe, expect, it } from 'vitest'
import { promisesAction } from './promises.ts'

describe('a bot promises what it can’t do', () => {
  it.each([
    "I'll transfer you to a colleague now.",
    'I have cancelled the order for you.',
    "We've sent a replacement.",
    'A member of our team will call you tomorrow.',
    'Your refund has been issued.',
    'I am now connecting you with an agent.',
    'Sure. Let me check your order for a moment.',
    'I’m opening a ticket for you.',
    'Someone will get back to you shortly.',
    'Ich habe Ihre Bestellung storniert.',
    'Ich verbinde Sie mit einem Kollegen.',
    'Je vous transfère à un collègue.',
    'Le paso con un agente.',
    'Ho annullato il tuo ordine.',
    'Vou transferir você para um atendente.',
    'Ik heb uw bestelling geannuleerd.',
    'Anulowałem Twoje zamówienie.',
    'Siparişinizi iptal ettim.',
    'Jag har avbokat din beställning.',
    'Ihre Rückerstattung wurde veranlasst.',
    'Ticket #4411 has been created for you.',
    'Your replacement is on its way.',
    "I've informed our team.",
  ])('%s', (text) => expect(promisesAction(text)).toBe(true))
})

describe('a bot informs, offers, or says what it can’t do', () => {
  it.each([
    'Refunds take up to five working days.',
    'You can cancel the order under Account → Orders.',
    'I can’t cancel orders myself.',
    'Shall I connect you with a person?',
    'Would you like me to transfer you?',
    'The parcel is sent on the day of your order.',
    'We ship to Norway and Switzerland.',
    'Once you return the item, the money is refunded within five days.',
    'We send a confirmation by e-mail.',
    'We have updated our privacy policy in May.',
    'The button has been renamed to Save.',
    'Zwrot trwa pięć dni.',
    'İade beş gün sürer.',
    'Sie können die Bestellung selbst stornieren.',
    'Möchten Sie mit einem Menschen sprechen?',
    '',
  ])('%s', (text) => expect(promisesAction(text)).toBe(false))
})

it('stays quick on hostile text', () => {
  expect(promisesAction(`${'i will i have we are '.repeat(5_000)}`)).toBe(false)
  expect(promisesAction('a '.repeat(50_000))).toBe(false)
  expect(promisesAction(`your ${'a-'.repeat(10_000)}`)).toBe(false)
})
