import { triggers } from '@baton/contracts/policy.ts'
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { barriers } from './testing/axe.ts'
import { test } from './testing/story.ts'

test('what the bot could not answer becomes an answer, drafted from what a person said, and the bot knows it', async ({ open }) => {
  const stage = await open({})
  const [ada, vera] = [await stage.agent('ada'), await stage.visitor()]
  await vera.openChat()
  await vera.say('Do you repair torn umbrellas?')
  await ada.open('torn umbrellas')
  await ada.accept()
  await ada.reply('Yes, our workshop repairs torn umbrellas within five working days, for 12 euros.')
  await vera.hears('for 12 euros')
  await ada.close()

  const { page } = ada
  await page.getByRole('link', { name: 'Knowledge' }).click()
  await view(page, 'Gaps')
  await gapThere(page, 'Do you repair torn umbrellas?')
  await page.getByRole('link', { name: 'Do you repair torn umbrellas?' }).click()
  await page.getByText('Drafted from what Ada Okafor answered.').waitFor()
  await page.getByRole('button', { name: 'Save and try again' }).click()
  await page.getByRole('strong').filter({ hasText: 'The bot now answers 1 of 1 question by itself.' }).waitFor()

  const noor = await stage.visitor()
  await noor.openChat()
  await noor.say('Do you repair torn umbrellas?')
  await noor.hears('within five working days')
})

test('a question that is not the same goes out of a gap, and gaps that are the same are put together', async ({ open }) => {
  const stage = await open({})
  const [first, second] = ['Do you repair torn umbrellas?', 'Do you repair broken umbrellas?']
  for (const line of [first, second]) {
    const visitor = await stage.visitor()
    await visitor.openChat()
    await visitor.say(line)
    await visitor.hears('Nobody from our team')
  }
  const { page } = await stage.agent('ada')
  await page.getByRole('link', { name: 'Knowledge' }).click()
  await view(page, 'Gaps')
  await gapThere(page, /umbrellas/)
  await page
    .getByRole('link', { name: /umbrellas/ })
    .first()
    .click()
  await page.getByText('2 times by 2 visitors').waitFor()
  await page.getByRole('button', { name: 'Not the same' }).first().click()
  await page.getByText('1 time by 1 visitor').waitFor()
  await vi.waitFor(async () => expect((await page.getByLabel('Questions, one a line').inputValue()).split('\n')).toHaveLength(1))
  await page.getByRole('region', { name: 'Perhaps the same' }).getByText('1 time').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Put together' }).click()
  await page.getByText('2 times by 2 visitors').waitFor()
  await page.getByRole('region', { name: 'Perhaps the same' }).waitFor({ state: 'detached' })
})

test('tests are written, run and compared, other settings stand only after their run, and the playground shows why', async ({ open }) => {
  // It never asks back: how sure it is of what it doesn't know depends on whether meanings are there yet.
  const stage = await open({ policy: { triggers: triggers.parse({ unsure: { askFrom: 0.7 } }) } })
  const { page } = await stage.agent('ada')
  await teach(page, stage.house.cast.bot)
  await page.getByRole('link', { name: 'Knowledge' }).click()

  await view(page, 'Tests')
  await writeTest(page, 'is there a student discount?', 'Ten percent with a valid card, in the shop only.')
  await writeTest(page, 'do you sell helicopters?', null)
  await page.getByRole('button', { name: 'Run all' }).click()
  await page.getByText('2 green, 0 red').waitFor()
  await page.getByRole('button', { name: 'Green 2' }).click()
  await page.getByRole('row', { name: /student discount/ }).waitFor()

  await page.getByLabel('Says an answer from').fill('100')
  await page.getByText('Run them first; then they can stand.').waitFor()
  await page.getByRole('button', { name: 'Run with these' }).click()
  await page.getByText('compared with the settings that stand').waitFor()
  await page.getByRole('button', { name: 'Let them stand' }).waitFor()
  await page.getByRole('button', { name: 'Drop them' }).click()

  await view(page, 'Playground')
  await page.getByLabel('Question').fill('is there a student discount?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByRole('heading', { name: 'Answers', exact: true }).waitFor()
  await page.getByText('Signals').first().click()
  await page.getByRole('columnheader', { name: 'Weighs' }).first().waitFor()
  expect(await barriers(page)).toEqual([])

  await view(page, 'How sure?')
  await page.getByRole('heading', { name: 'Nothing to say yet' }).waitFor()
  await view(page, 'Review')
  await page.getByRole('button', { name: /^To look at/ }).waitFor()
})

/** What happened is looked through every ten seconds. */
async function gapThere(page: Page, name: string | RegExp): Promise<void> {
  const gap = page.getByRole('link', { name }).first()
  for (let i = 0; i < 12 && !(await gap.isVisible()); i++) {
    await page.waitForTimeout(2_000)
    await page.reload()
    await page.getByRole('heading', { name: 'Gaps' }).waitFor()
  }
}

async function view(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Knowledge' }).getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: name.replace('?', '') }).waitFor()
}

/** As the page itself would. */
async function teach(page: Page, bot: string): Promise<void> {
  const pairs = [
    { question: 'Is there a student discount?\nDo students pay less?', answer: 'Ten percent with a valid card, in the shop only.' },
    { question: 'How long does delivery take?\nWhen will my order arrive?', answer: 'Three to five working days.' },
  ]
  const status = await page.evaluate(
    async ({ path, body }) => (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status,
    { path: `/v1/bots/${bot}/sources`, body: JSON.stringify({ kind: 'pairs', pairs }) },
  )
  expect(status).toBe(200)
}

async function writeTest(page: Page, question: string, answer: string | null): Promise<void> {
  await page.getByRole('button', { name: 'Add a test' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Question').fill(question)
  if (answer === null) await dialog.getByLabel('It should').selectOption('handover')
  else await dialog.getByLabel('Text').fill(answer)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
}
