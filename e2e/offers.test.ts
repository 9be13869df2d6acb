import { triggers } from '@baton/contracts/policy.ts'
import type { Ask } from '@baton/server/conversations/bot-job.ts'
import { expect } from 'vitest'
import { draft } from './testing/bot.ts'
import { test } from './testing/story.ts'
import { counts } from './testing/visitor.ts'

const offersWhenUnsure = { triggers: triggers.parse({ unsure: { does: 'offer' } }) }
const notSure = 'I’m not sure about that one. Would you like me to connect you'
const connecting = 'I’m connecting you with a team member now'
const label = (text: string) => ({ chunk: crypto.randomUUID(), label: text })

test('[H12] an offer is accepted by its button, and the agent reads why it was made', async ({ open }) => {
  const stage = await open({ ask: async () => draft('Perhaps with seam glue.', 0.4), policy: offersWhenUnsure })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('Can the seam tape be glued again?')
  await vera.hears(notSure)
  await vera.panel.getByRole('button', { name: 'Yes, connect me' }).click()
  await vera.hears(connecting)
  await counts(vera.panel.getByRole('button', { name: 'No, thanks' }), 0)
  await ada.open()
  await ada.reads(/A person was offered because the bot was unsure · .* accepted/)
  await ada.briefing.getByText('A person was offered, and accepted.').waitFor()
  await ada.briefing.getByText('The visitor wrote: “Can the seam tape be glued again?”').waitFor()
})

test('[H12] an offer is accepted in words; what the agent may begin with greets by name and is never sent by itself', async ({ open }) => {
  const stage = await open({ ask: async () => draft('Perhaps with seam glue.', 0.4), policy: offersWhenUnsure })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('Can the seam tape be glued again?')
  await vera.hears(notSure)
  await vera.say('yes please')
  await vera.hears(connecting)
  await ada.open()
  await ada.accept()
  await ada.conversation.getByRole('region', { name: 'Suggested first line' }).getByRole('button', { name: 'Use' }).click()
  await expect.poll(() => ada.composer.inputValue()).toMatch(/^Hello, I’m Ada\..*seam tape/)
  await vera.neverHeard('I’m Ada.')
})

test('[H12] a declined offer is not made again: the bot goes on', async ({ open }) => {
  const stage = await open({
    ask: async ({ question }) => draft(`About: ${question}`),
    policy: { triggers: triggers.parse({ exchanges: { on: false } }) },
  })
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('How long does delivery take?')
  await vera.hears('About: How long does delivery take?')
  await vera.say('That did not help')
  await vera.panel.getByRole('button', { name: 'No, thanks' }).click()
  await vera.hears('About: That did not help')
  await vera.say('That did not help at all')
  await vera.hears('About: That did not help at all')
  await counts(vera.log.getByText('Would you like me to connect you'), 1)
  await counts(vera.panel.getByRole('button', { name: 'No, thanks' }), 0)
})

test('[H13] half sure, the bot asks which question was meant; one tap is answered', async ({ open }) => {
  const choices = [label('Can it be glued at home?'), label('Is it covered by the warranty?')]
  const ask: Ask = async ({ chosen }) =>
    chosen === choices[1]?.chunk ? draft('For two years.') : ({ ...(draft('Maybe.', 0.5) as object), choices } as Awaited<ReturnType<Ask>>)
  const stage = await open({ ask })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('Seam tape?')
  await vera.hears('Did you mean one of these?')
  await vera.panel.getByRole('button', { name: 'Is it covered by the warranty?' }).click()
  await vera.hears('For two years.')
  await ada.list('All')
  await ada.open()
  await ada.reads(/The draft that it kept/)
  await counts(ada.timeline.locator('[data-chosen]'), 1)
})

test('[H13] none of these brings a person', async ({ open }) => {
  const choices = [label('Can it be glued at home?'), label('Is it covered by the warranty?')]
  const stage = await open({ ask: async () => ({ ...draft('Maybe.', 0.5), choices }) as Awaited<ReturnType<Ask>> })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('Seam tape?')
  await vera.panel.getByRole('button', { name: 'None of these, talk to a person' }).click()
  await vera.hears(connecting)
  await ada.open()
  await ada.briefing.getByText('Is it covered by the warranty?').waitFor()
})

test('a thumb down is followed by an offer, and an agent says what would have been right', async ({ open }) => {
  const stage = await open({ ask: async () => draft('Two to four working days.') })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('How long does delivery to Norway take?')
  await vera.hears('Two to four working days.')
  await vera.panel.getByRole('button', { name: 'No', exact: true }).click()
  await vera.panel.getByRole('button', { name: 'Yes, connect me' }).click()
  await vera.hears(connecting)
  await ada.open()
  await ada.briefing.getByText('gave this answer a thumb down').waitFor()
  await ada.timeline.getByRole('button', { name: 'Review' }).click()
  await ada.page.getByRole('menuitem', { name: 'Correct it …' }).click()
  await ada.timeline.getByLabel('What would have been right?').fill('A week.')
  await ada.timeline.getByRole('button', { name: 'Save the correction' }).click()
  await ada.reads('corrected, says Ada')
  await ada.timeline.getByRole('button', { name: /Why/ }).click()
  await ada.page.getByText('Says that it didn’t help').waitFor()
})

test('whoever is closed says whether it was solved, and the agent reads it', async ({ open }) => {
  const stage = await open({ ask: async () => draft('Two to four working days.') })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await ada.reply('All done then.')
  await vera.hears('All done then.')
  await ada.close()
  await vera.hears('Was this solved?')
  await vera.panel.getByRole('button', { name: 'Yes', exact: true }).click()
  await vera.hears('You said: solved')
  await ada.reads('says that it was solved')
})

test('[H4][H14] a person takes over while the bot writes: what was shown stays, above what the person says, and the bot stops', async ({
  open,
}) => {
  let go: () => void = () => {}
  const taken = new Promise<void>((resolve) => {
    go = resolve
  })
  const ask: Ask = async ({ listening }) => {
    await listening.sentence('Let the sap harden first.')
    await taken
    await listening.sentence(' Then burn the tent.')
    return { cut: 'overtaken', held: null }
  }
  const stage = await open({ ask })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('How do I get sap off?')
  await vera.hears('Let the sap harden first.')
  await ada.list('All')
  await ada.open()
  await ada.reply('Ada here, I have got this.')
  await vera.hears('Ada here, I have got this.')
  go()
  await ada.reads('shown up to here')
  await vera.neverHeard('burn the tent')
  expect((await vera.lines()).slice(-2)).toEqual(['Let the sap harden first.', 'Ada here, I have got this.'])
  expect((await ada.lines()).slice(-2)).toEqual(['Let the sap harden first.', 'Ada here, I have got this.'])
})
