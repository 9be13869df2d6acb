import { allHaveBegun, goTo } from './testing/staff.ts'
import { test } from './testing/story.ts'

test('the board shows who waits as it happens, and a supervisor gives them to somebody', async ({ open }) => {
  const stage = await open()
  await allHaveBegun(stage)
  const [ada, bo, vera] = [await stage.agent('ada'), await stage.agent('bo'), await stage.visitor()]
  const { page } = ada
  await page.getByRole('link', { name: 'Live board' }).click()
  const support = page.getByRole('region', { name: 'Support' })
  await support.getByText('Nobody is waiting.').waitFor()
  await page.getByText('2 of 2 people on. Nobody is waiting.').waitFor()

  await vera.openChat()
  await vera.talkToPerson()
  await page.getByText('2 of 2 people on, 1 visitor is waiting.').waitFor()
  await support.getByRole('combobox', { name: /^Assign/ }).selectOption({ label: 'Bo Lindqvist (0 of 5)' })
  await vera.isWith('Bo Lindqvist')
  await support.getByText('Nobody is waiting.').waitFor()
  await bo.list('Mine')
  await bo.open()

  await page.getByLabel('Status of Bo Lindqvist').selectOption('Busy')
  await bo.page.getByRole('button', { name: 'Bo Lindqvist, busy' }).waitFor()
  await goTo(page, `/settings/team/people/${stage.house.cast.bo.agent}`)
  await page.getByText('Busy, by Ada Okafor').waitFor()
})

test('whoever supervises nobody has no board', async ({ open }) => {
  const stage = await open()
  const bo = await stage.agent('bo')
  await bo.page.getByRole('link', { name: 'Knowledge' }).waitFor()
  await bo.page.getByRole('link', { name: 'Live board' }).waitFor({ state: 'detached' })
  await goTo(bo.page, '/board')
  await bo.page.getByText('Supervisors and admins see the live board.').waitFor()
})
