import { draft } from './testing/bot.ts'
import { test } from './testing/story.ts'

test('[H7][A2][A3] nobody is there: a promise with a time, an e-mail, a place in the inbox, and it is kept by an answer', async ({
  open,
}) => {
  const stage = await open({ ask: async () => draft('Monday to Friday, 10 to 19.') })
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.panel.getByText('People are away').waitFor()
  await vera.talkToPerson()
  await vera.hears('Nobody from our team is here right now')
  await vera.panel.getByRole('heading', { name: /^An answer by/ }).waitFor()
  await vera.panel.getByRole('textbox', { name: 'E-mail for the answer' }).fill('no address')
  await vera.panel.getByRole('button', { name: 'Send me the answer' }).click()
  await vera.panel.getByRole('alert').waitFor()
  await vera.panel.getByRole('textbox', { name: 'E-mail for the answer' }).fill('vera@posteo.example')
  await vera.panel.getByRole('button', { name: 'Send me the answer' }).click()
  await vera.hears(/A person will answer you within 24 hours, here and at vera@posteo\.example/)
  await vera.say('When are your shops open?')
  await vera.hears('Monday to Friday, 10 to 19.')

  const ada = await stage.agent('ada')
  await ada.list('Needs a person')
  await ada.row('Promise').waitFor()
  await ada.open('vera@posteo.example')
  await ada.briefing.getByText(/^Promised by/).waitFor()
  await ada.reply('Good morning Vera, here I am.')
  await vera.hearsOnce('Good morning Vera, here I am.')
  await ada.reads('kept the promise')
  await vera.panel.getByRole('heading', { name: /^An answer by/ }).waitFor({ state: 'detached' })
})

test('[H1][A3] asked for again while somebody is there, a promise gives way to the waiting, and is kept by the first line', async ({
  open,
}) => {
  const stage = await open()
  const vera = await stage.visitor()
  const card = vera.panel.getByRole('heading', { name: /^An answer by/ })
  await vera.openChat()
  await vera.talkToPerson()
  await card.waitFor()
  const ada = await stage.agent('ada')
  await vera.talkToPerson()
  await vera.panel.getByRole('heading', { name: 'You’re connected soon' }).waitFor()
  await card.waitFor({ state: 'detached' })
  await ada.open()
  await ada.accept()
  await ada.reply('Sooner than promised.')
  await vera.hearsOnce('Sooner than promised.')
  await ada.reads('kept the promise')
  await card.waitFor({ state: 'detached' })
})

test('[A3] a promise is not closed away: somebody says why no answer is needed', async ({ open }) => {
  const stage = await open()
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.talkToPerson()
  await vera.hears('Nobody from our team is here right now')
  const ada = await stage.agent('ada')
  await ada.list('Needs a person')
  await ada.open()
  await ada.close('She called the shop.')
  await ada.reads('She called the shop.')
  await vera.hears('closed this conversation')
  await vera.neverHeard('She called the shop.')
})
