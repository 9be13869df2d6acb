import { expect } from 'vitest'
import { draft } from './testing/bot.ts'
import { test } from './testing/story.ts'

test('[H1][H6][H8][H9] the first handover: asked, rung, accepted, answered, handed back, and asked for again', async ({ open }) => {
  const stage = await open({ ask: async () => draft('Two to four working days within Germany.') })
  const ada = await stage.agent('ada')
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('How long does delivery take?')
  await vera.hears('Two to four working days')

  await vera.say('Can I talk to a human?')
  await vera.hears('I’m connecting you with a team member now')
  await ada.open()
  await ada.reads('Can I talk to a human?')
  await ada.reads('Two to four working days')
  await ada.briefing
    .getByText(/asked for a person/)
    .first()
    .waitFor()
  await ada.accept()
  await vera.isWith('Ada Okafor')
  await ada.reply('Hello Vera, this is Ada.')
  await vera.hearsOnce('Hello Vera, this is Ada.')
  await vera.say('Hi Ada, one parcel or two?')
  await ada.readsOnce('Hi Ada, one parcel or two?')

  await ada.handBack('Only wanted the delivery time.')
  await vera.hears('I’m the assistant again')
  await vera.neverHeard('Only wanted the delivery time.')
  await vera.say('How long does it take to Norway?')
  await expect.poll(() => vera.log.getByText('Two to four working days').count()).toBe(2)
  await vera.say('I want a real person, please')
  await ada.list('Needs a person')
  await ada.open()
  await ada.conversation.getByRole('button', { name: 'Accept' }).waitFor()
})
