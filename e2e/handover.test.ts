import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { draft } from './testing/bot.ts'
import { heldFrames } from './testing/frames.ts'
import { test } from './testing/story.ts'
import { counts } from './testing/visitor.ts'

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
  await ada.briefing.getByText('asked for a person').first().waitFor()
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
  await counts(vera.log.getByText('Two to four working days'), 2)
  await vera.say('I want a real person, please')
  await ada.list('Needs a person')
  await ada.open()
  await ada.reads('I want a real person, please')
  await ada.conversation.getByRole('button', { name: 'Accept' }).waitFor()
})

test('[H2][V1] an unsure answer is held back: the agent sees the draft, and the visitor never does', async ({ open }) => {
  const tried = [{ chunk: crypto.randomUUID(), title: 'Repairs and warranty', url: null, score: 0.54 }]
  const held = { ...draft('Please send us the complete tent.', 0.54), sources: tried, tried }
  const stage = await open({ ask: async () => held })
  const received: string[] = []
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  vera.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))))
  await vera.openChat()
  await vera.say('Can the seam tape be glued again?')
  await vera.hears('I’m connecting you with a team member now')

  await ada.open()
  await ada.reads('Please send us the complete tent.')
  await ada.reads(/Held back, .* never saw this/)
  await ada.briefing.getByText('The bot was unsure.').waitFor()
  await ada.briefing
    .getByRole('img', { name: /54 %, threshold 70 %/ })
    .first()
    .waitFor()
  await ada.briefing.getByText('Repairs and warranty').first().waitFor()
  await ada.conversation.getByRole('button', { name: 'Use as a draft' }).click()
  await expect.poll(() => ada.composer.inputValue()).toBe('Please send us the complete tent.')

  await vera.neverHeard('Please send us the complete tent.')
  expect(received.join()).toContain('connecting')
  expect(received.join()).not.toMatch(/complete tent|unsure|threshold|0\.54/)
})

test('[H1] the very first click is “Talk to a person”, and the form tells the agent who it is', async ({ open }) => {
  const stage = await open({ ask: async () => draft('Never asked.') })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await vera.hears('I’m connecting you with a team member now')
  await ada
    .toast(/needs a person$/)
    .first()
    .waitFor()
  await expect.poll(() => ada.page.title()).toMatch(/^\(.+\) /)
  await ada.open()
  await ada.reads('chose “Talk to a person”')
  await ada.briefing.getByText('Not known').waitFor()
  await vera.panel.getByLabel('Name').fill('Vera Lindholm')
  await vera.panel.getByLabel('E-mail').fill('vera@posteo.example')
  await vera.panel.getByRole('button', { name: 'Save' }).click()
  await ada.briefing.getByText('Vera Lindholm').first().waitFor()
  await ada.briefing.getByText('vera@posteo.example').first().waitFor()
  await ada.briefing.getByText('Tarn 2 tent · Fernweh Outdoor').waitFor()
  await ada.accept()
  await vera.isWith('Ada Okafor')
})

test('[H8] an agent writes without accepting, and has it: from the queue, and from the bot', async ({ open }) => {
  const stage = await open({ ask: async () => draft('Two years by law.') })
  const [bo, vera] = [await stage.agent('bo'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await bo.open()
  await bo.reply('Hi, Bo here. No button needed.')
  await vera.hearsOnce('Hi, Bo here. No button needed.')
  await vera.isWith('Bo Lindqvist')
  await bo.reads('Bo took over by writing')

  await bo.handBack()
  await vera.say('Which warranty do I have?')
  await vera.hears('Two years by law.')
  await bo.reply('Five on our own brand.')
  await vera.hears('Five on our own brand.')
  await vera.isWith('Bo Lindqvist')
})

test('[H8] two agents accept at once: one has it, the other reads who', async ({ open }) => {
  const stage = await open()
  const late = heldFrames()
  const [ada, bo] = [await stage.agent('ada'), await stage.agent('bo', { before: late.on })]
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.talkToPerson()
  await Promise.all([ada.open(), bo.open()])
  await bo.conversation.getByRole('button', { name: 'Accept' }).waitFor()

  late.hold() // what Ada does is still on its way to Bo when he presses the same button
  await ada.accept()
  await vera.isWith('Ada Okafor')
  await bo.accept()
  late.release()
  await bo.page.getByText('Ada Okafor already has this conversation.').first().waitFor()
  await bo.conversation.getByRole('button', { name: 'Take over' }).waitFor()
  await ada.reply('I have you.')
  await vera.hearsOnce('I have you.')
  await bo.readsOnce('Ada accepted')
  await bo.neverRead('Bo accepted')
})

test('a note and a close: the visitor reads that it ended, never the note, and what is written soon after goes to the same person', async ({
  open,
}) => {
  const stage = await open({ ask: async () => draft('Goodbye.') })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await ada.note('A regular: be quick.')
  await ada.reads('A regular: be quick.')
  await ada.reply('All done.')
  await ada.close()
  await vera.hears('closed this conversation')
  await vera.neverHeard('A regular')
  await vera.say('One more thing')
  await ada.list('Needs a person')
  await ada.open('One more thing')
  await ada.accept()
  await ada.reply('Of course.')
  await vera.hears('Of course.')
  await ada.briefing.getByRole('region', { name: 'Earlier episodes' }).waitFor()
})

test('each sees the other typing and reading, and the agent reads whether an answer helped', async ({ open }) => {
  const stage = await open({ ask: async () => draft('Two years by law.') })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('Which warranty do I have?')
  await vera.hears('Two years by law.')
  await vera.panel.getByRole('button', { name: 'Yes' }).click()
  await vera.hears('Thank you')
  await vera.talkToPerson()
  await ada.open()
  await ada.reads('The visitor: helpful')
  await ada.accept()
  await vera.isWith('Ada Okafor')

  await vera.composer.pressSequentially('And on ')
  await ada.timeline.getByRole('img', { name: 'the visitor is typing' }).waitFor()
  await vera.say('And on your own brand?')
  await vera.hears('Seen')
  await ada.composer.pressSequentially('Five ')
  await vera.log.getByLabel('Ada is writing').or(vera.log.getByText('Ada is writing')).first().waitFor()
  await ada.reply('Five years.')
  await vera.hearsOnce('Five years.')
  await ada.reads(/seen/)
})

test('an agent with the keyboard alone: found, opened, accepted, answered, noted, handed back', async ({ open }) => {
  const stage = await open()
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  const { keyboard } = ada.page
  await vera.openChat()
  await vera.talkToPerson()
  await ada.row('Support').waitFor()
  await keyboard.press('j')
  await keyboard.press('Enter')
  await ada.timeline.waitFor()
  await keyboard.press('a')
  await vera.isWith('Ada Okafor')
  await keyboard.press('r')
  await focused(ada.composer)
  await keyboard.type('Without a mouse.')
  await keyboard.press('Control+Enter')
  await vera.hearsOnce('Without a mouse.')
  await keyboard.press('Escape')
  await keyboard.press('n')
  await ada.conversation.getByPlaceholder(/^A note/).waitFor()
  await focused(ada.composer)
  await keyboard.type('Likes keyboards.')
  await keyboard.press('Control+Enter')
  await ada.reads('Likes keyboards.')
  await keyboard.press('Escape')
  await keyboard.press('h')
  await focused(ada.page.getByRole('dialog').getByRole('textbox'))
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await vera.hears('I’m the assistant again')
})

test('[H7] a bot that fails is no dead end: a person comes, and reads why', async ({ open }) => {
  const stage = await open({ ask: async () => ({ failed: 'slow' }) })
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('Which warranty do I have?')
  await vera.hears('I’m connecting you with a team member now')
  await ada.open()
  await ada.briefing.getByText(/its model took too long/).waitFor()
  await ada.accept()
  await vera.isWith('Ada Okafor')
})

const focused = (field: Locator) => expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
