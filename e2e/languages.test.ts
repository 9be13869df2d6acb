import { test } from './testing/story.ts'

const german = {
  greeting: 'Hallo, ich bin {{bot.name}}. Fragen Sie mich.',
  connecting: 'Ich hole jemanden. Es dauert höchstens {{wait}}.',
  joined: '{{agent.name}} ist da',
  handedBack: 'Jetzt bin wieder ich da.',
}

test('whoever has a German browser is greeted and answered in German where that is written, and everybody else is not', async ({
  open,
}) => {
  const stage = await open({ policy: { languages: { de: german } } })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor({ locale: 'de-DE' })]
  await vera.openChat()
  await vera.hears('Hallo, ich bin Fern. Fragen Sie mich.')
  await vera.talkToPerson()
  await vera.hears('Ich hole jemanden. Es dauert höchstens 5 Minuten.')
  await ada.open()
  await ada.accept()
  await vera.hears('Ada ist da')
  await ada.handBack()
  await vera.hears('Jetzt bin wieder ich da.')
  await vera.hears('Hallo, ich bin Fern. Fragen Sie mich.')

  const bo = await stage.visitor()
  await bo.openChat()
  await bo.hears('Hello. Ask me anything')
  await bo.neverHeard('Hallo')
})
