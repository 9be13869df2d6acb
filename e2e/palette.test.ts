import { expect } from 'vitest'
import { test } from './testing/story.ts'
import { counts } from './testing/visitor.ts'

test('the palette by keyboard alone: only what can be done now is in it, and it is done', async ({ open }) => {
  const stage = await open()
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  const { keyboard } = ada.page
  const palette = ada.page.getByRole('dialog', { name: 'Commands' })
  await vera.openChat()
  await vera.talkToPerson()
  await ada.open()
  await ada.conversation.getByRole('button', { name: 'Decline' }).waitFor()

  await keyboard.press('ControlOrMeta+k')
  await palette.getByRole('option', { name: /^Accept/ }).waitFor()
  await counts(palette.getByRole('option', { name: /^Re-open/ }), 0)
  await keyboard.type('acc')
  await keyboard.press('Enter')
  await vera.isWith('Ada Okafor')

  await keyboard.press('ControlOrMeta+k')
  await keyboard.type('reply')
  await keyboard.press('Enter')
  await expect.poll(() => ada.composer.evaluate((field) => field === document.activeElement)).toBe(true)
  await keyboard.type('By keyboard.')
  await keyboard.press('Control+Enter')
  await vera.hearsOnce('By keyboard.')
  await keyboard.press('Escape')

  await keyboard.press('Shift+?')
  await ada.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Go to the team').waitFor()
  await keyboard.press('Escape')
  await ada.page.getByRole('dialog').waitFor({ state: 'detached' })
  await keyboard.press('g')
  await keyboard.press('t')
  await ada.page.waitForURL(/\/settings\/team$/)
})

test('several are selected, closed together, and brought back by undo', async ({ open }) => {
  const stage = await open()
  const ada = await stage.agent('ada')
  for (const _ of [1, 2]) {
    const visitor = await stage.visitor()
    await visitor.openChat()
    await visitor.talkToPerson()
  }
  await counts(ada.row('Support'), 2)
  const { keyboard } = ada.page
  for (const _ of [1, 2]) {
    await keyboard.press('j')
    await keyboard.press('x')
  }
  const bar = ada.page.getByRole('toolbar')
  await bar.getByText('2 selected').waitFor()
  await bar.getByRole('button', { name: 'Close' }).click()
  await ada.page.getByText('2 conversations closed as solved').waitFor()
  await counts(ada.row('Support'), 0)
  await ada.page.getByRole('button', { name: 'Undo' }).click()
  await ada.page.getByText('2 conversations as before').waitFor()
  await counts(ada.row('Support'), 2)
})
