import type { Signals } from '@baton/contracts/facts.ts'
import { frustration } from '@baton/core/frustration.ts'
import type { Ask, Read } from '@baton/server/conversations/bot-job.ts'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { barriers } from './testing/axe.ts'
import { draft } from './testing/bot.ts'
import { test } from './testing/story.ts'

/** Sure of everything but of hiring. */
const ask: Ask = async ({ question }) => {
  if (question.includes('crash')) return { failed: 'down' }
  return draft(`About “${question}”: within 30 days.`, question.includes('hire') ? 0.6 : 0.92)
}
/** Mood is the product's own; what only an encoder could tell is told by a word. */
const read: Read = async ({ question, lines, earlier, topics = [] }): Promise<Signals> => ({
  ...{ lines, encoder: null, vector: null, language: 'en', smallTalk: null, found: [], sure: 0.9 },
  asks: question.includes('somebody real') ? 0.9 : 0,
  ...((mood) => ({ mood: mood.score, moodMarks: mood.marks }))(frustration([question])),
  topics: topics.map(({ id, examples }) => ({ topic: id, score: examples.some((one) => question.includes(one)) ? 0.9 : 0 })),
  repeat: question.includes('again') && earlier[0] ? { line: earlier[0].line, score: 0.9, times: earlier.length + 1 } : null,
})

const openRules = async (page: Page) => {
  await page.goto(`${new URL(page.url()).origin}/settings/escalation`)
  await page.getByRole('heading', { name: 'Escalation rules' }).waitFor()
  await page.getByRole('list', { name: 'Rules in order' }).waitFor()
}
const tester = (page: Page) => {
  const card = page.locator('.tester')
  return {
    async says(text: string, outcome: RegExp, trigger?: RegExp) {
      await page.getByLabel('Try a line').fill(text)
      await card.locator('.line-verdict').last().filter({ hasText: outcome }).waitFor()
      if (trigger) await card.locator('li[data-fired]').filter({ hasText: trigger }).first().waitFor()
    },
  }
}
const save = async (page: Page, version: number) => {
  await page.getByRole('button', { name: `Save as version ${version}` }).click()
  await page.getByText(`Saved as version ${version}`).waitFor()
}

test('each trigger says in the tester what it does, and why', async ({ open }) => {
  const stage = await open({ ask, read })
  const { page } = await stage.agent('ada')
  await openRules(page)
  const { says } = tester(page)
  await says('Can I talk to a human?', /Escalates/, /Asked for a person/)
  await says('is somebody real around', /Escalates/, /Asked for a person.*by meaning/)
  await says('I don’t want to cancel, but I want a refund', /Offers a person.*after the answer/, /Keyword.*“refund” wanted/)
  await page.locator('.trigger-checks').getByText('“cancel” is denied').waitFor()
  await says('What is your refund policy?', /Answers/)
  await says('you useless idiots, this is a joke!!!', /Escalates/, /Frustration/)
  await says('where is my tent\nwhere is my tent again', /Escalates/, /Repeated question/)
  await says('where is my tent\nthat did not help at all', /Offers a person/, /That didn’t help/)
  await says('can I hire a tent', /Escalates/, /Unsure.*60 %, needs 70 %/)
  await says('please crash', /Escalates/, /The bot failed/)
  await says('one\nBot: A.\ntwo\nBot: B.\nthree', /Offers a person/, /A few exchanges/)
  await says('one\nBot: The same.\ntwo\nBot: The same.', /Offers a person/, /Going in circles/)
  expect(await barriers(page)).toEqual([])
})

test('a keyword that is added fires in the widget; an earlier version comes back', async ({ open }) => {
  const stage = await open({ ask, read })
  const { page } = await stage.agent('ada')
  await openRules(page)
  await page.getByRole('button', { name: 'Add to Urgency' }).click()
  await page.getByLabel('Word or phrase').fill('broken zip')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('1 change').waitFor()
  await tester(page).says('my zip is fine but that broken zip is not', /Escalates/, /Keyword/)
  await save(page, 2)

  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('I have a broken zip')
  await vera.hears(/connecting you with a team member/)

  await page.getByRole('button', { name: /^Version 2, by Ada/ }).click()
  await page.getByText('Keyword, “broken zip”: added').waitFor()
  await page.getByRole('button', { name: 'Go back to this' }).click()
  await page.getByText('Version 3 decides now').waitFor()
  await tester(page).says('I have a broken zip', /Answers/)
})

test('a moved threshold is replayed before it is saved', async ({ open }) => {
  const stage = await open({ ask, read })
  const { page } = await stage.agent('ada')
  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('can I hire a tent')
  await vera.hears(/connecting you/)
  await openRules(page)
  await page.getByRole('slider', { name: 'Threshold' }).fill('50')
  await page.getByText('Unsure, threshold: 70 % → 50 %').waitFor()
  await page.locator('.rules-save').getByRole('button', { name: 'Replay' }).click()
  await page.getByText('0 more, 1 fewer').waitFor()
  await page.getByRole('button', { name: /^All 1 conversation/ }).click()
  await page.getByRole('dialog').getByRole('link', { name: '“can I hire a tent”' }).waitFor()
  await page.keyboard.press('Escape')
  await save(page, 2)
})

test('[H17] being unsure is switched off: the bot says that it doesn’t know, and a person is one line away', async ({ open }) => {
  const stage = await open({ ask, read })
  const { page } = await stage.agent('ada')
  await openRules(page)
  const unsure = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Unsure/ }) })
  await unsure.getByRole('checkbox', { name: 'Unsure, on' }).uncheck()
  await unsure.getByText('Off: the bot says that it doesn’t know.').waitFor()
  await page.getByText('Unsure, on: on → off').waitFor()
  await tester(page).says('can I hire a tent', /Says that it doesn’t know/)
  await page
    .locator('.tester')
    .getByText(/other triggers, none fired/)
    .click()
  await page.locator('.trigger-checks').getByText('switched off').waitFor()
  await save(page, 2)

  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('can I hire a tent')
  await vera.hears('I don’t have an answer to that that I’m sure of.')
  await vera.say('then I want to talk to a human')
  await vera.hears(/connecting you/)
})

test('a rule that is built flags and routes, and brings a person in', async ({ open }) => {
  const stage = await open({ ask, read })
  const { page } = await stage.agent('ada')
  await openRules(page)
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Wholesale')
  await dialog.getByLabel('Field').selectOption('words')
  await dialog.getByLabel('Value').fill('wholesale, bulk')
  await dialog.getByRole('button', { name: 'Add a group' }).click()
  await dialog.getByLabel('Field').nth(1).selectOption('lines')
  await dialog.getByLabel('Value').nth(1).fill('1')
  await dialog.getByRole('button', { name: 'Add an action' }).click()
  await dialog.getByLabel('Action').first().selectOption('escalate')
  await dialog.getByLabel('Action').nth(1).selectOption('flag')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await tester(page).says('a bulk order please', /Escalates/, /A rule of yours.*Wholesale/)
  await save(page, 2)

  const vera = await stage.visitor()
  await vera.openChat()
  await vera.say('a bulk order please')
  await vera.hears(/connecting you/)
  const { rows } = await stage.house.database.pool.query("select fact from fact where fact ->> 'type' = 'ruleApplied'")
  expect(rows).toMatchObject([{ fact: { name: 'Wholesale', flag: true } }])
})

test('whoever leaves with changes is asked, and what is refused is said beside its field', async ({ open }) => {
  const stage = await open({ ask, read })
  const { page } = await stage.agent('ada')
  await openRules(page)
  await page.getByLabel('Silence, in minutes').fill('0.1')
  await page.getByRole('button', { name: 'Save as version 2' }).click()
  await page.locator('.rules-section').getByText('idleMs: a minute at least, or 0').waitFor()
  await page.getByRole('link', { name: 'Inbox' }).click()
  await page.getByRole('button', { name: 'Stay' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('link', { name: 'Inbox' }).click()
  await page.waitForURL(/\/inbox/)
})
