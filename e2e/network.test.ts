import { expect } from 'vitest'
import { heldFrames } from './testing/frames.ts'
import { test } from './testing/story.ts'
import { visitor } from './testing/visitor.ts'

test('[S2][J1] a visitor reloads in the middle, with a line that nobody has acknowledged yet', async ({ open }) => {
  const stage = await open()
  const slow = heldFrames()
  const ada = await stage.agent('ada')
  const vera = await stage.visitor({ before: slow.on })
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await vera.isWith('Ada Okafor')
  slow.hold()
  await vera.say('Is it waterproof?')
  await ada.readsOnce('Is it waterproof?')
  await vera.page.reload()
  slow.release()
  await vera.panel.waitFor()
  await vera.isWith('Ada Okafor')
  await vera.hearsOnce('Is it waterproof?')
  await ada.reply('To 3,000 mm.')
  await vera.hearsOnce('To 3,000 mm.')
  await ada.readsOnce('Is it waterproof?')
})

test('[S1] a second tab shows the same conversation, and each hears what the other says, once', async ({ open }) => {
  const stage = await open()
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await vera.isWith('Ada Okafor')
  const second = visitor(await vera.context.newPage())
  await second.page.goto(stage.site.url)
  await second.openChat()
  await second.isWith('Ada Okafor')
  await second.say('From the second tab')
  await vera.hearsOnce('From the second tab')
  await vera.say('From the first tab')
  await second.hearsOnce('From the first tab')
  await ada.reply('I read you in both.')
  await Promise.all([vera.hearsOnce('I read you in both.'), second.hearsOnce('I read you in both.')])
  await second.hearsOnce('From the second tab')
  await ada.readsOnce('From the first tab')
})

test('[H5][S1][J1] the visitor’s network is cut: what is written goes out once and in order, what was missed arrives', async ({ open }) => {
  const stage = await open()
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await vera.isWith('Ada Okafor')
  await vera.say('One')
  await ada.reads('One')

  stage.wires.visitors.cut()
  await vera.panel.getByText('No connection').waitFor()
  await vera.say('Two')
  await vera.say('Three')
  await ada.reply('Are you still there?')
  await vera.panel.getByText('Goes out when the connection is back').first().waitFor()
  await ada.neverRead('Two')

  stage.wires.visitors.mend()
  await vera.page.evaluate(() => dispatchEvent(new Event('online')))
  await vera.hearsOnce('Are you still there?')
  await ada.readsOnce('Three')
  const said = (await ada.lines()).filter((line) => /^(One|Two|Three)$/.test(line))
  expect(said).toEqual(['One', 'Two', 'Three'])
  for (const line of ['Two', 'Three']) await vera.hearsOnce(line)
  await vera.panel.getByText('No connection').waitFor({ state: 'detached' })
})

test('[S1] a connection that has died without a word is found out by its silence', async ({ open }) => {
  const stage = await open()
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await vera.isWith('Ada Okafor')
  stage.wires.visitors.hush()
  await ada.reply('You were asleep.')
  await vera.neverHeard('You were asleep.')
  await vera.page.evaluate(() => dispatchEvent(new Event('focus'))) // as a laptop's lid does
  await vera.hearsOnce('You were asleep.')
})

test('[H5][S1][J1] the agent’s network is cut: the reply is kept and goes out once, what was missed arrives', async ({ open }) => {
  const stage = await open()
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.accept()
  await vera.isWith('Ada Okafor')

  stage.wires.agents.cut()
  await ada.page.getByText('No connection').waitFor()
  await ada.reply('From the train: yes, it is.')
  await ada.reads('From the train: yes, it is.')
  await vera.say('Hello?')
  await vera.say('Is it waterproof?')
  await vera.neverHeard('From the train')

  stage.wires.agents.mend()
  await vera.hearsOnce('From the train: yes, it is.')
  await ada.readsOnce('Hello?')
  await ada.readsOnce('Is it waterproof?')
  await ada.readsOnce('From the train: yes, it is.')
  await ada.page.getByText('No connection').waitFor({ state: 'detached' })
})
