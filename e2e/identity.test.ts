import { policy } from '@baton/contracts/policy.ts'
import { signed } from '@baton/server/identity/testing/sign.ts'
import { expect } from 'vitest'
import { barriers } from './testing/axe.ts'
import { draft } from './testing/bot.ts'
import { test } from './testing/story.ts'

const rules = policy.shape.rules.parse([
  {
    id: 'vip',
    name: 'Customers go to a person',
    when: { join: 'all', of: [{ field: 'verified', op: 'yes' }] },
    actions: [{ do: 'escalate' }],
  },
])
const identify = (proof: string) => (window as unknown as { Baton: (...call: unknown[]) => void }).Baton('identify', { proof })

test('[V4] a secret is made once, a signed visitor is verified and fires a rule, and the next one on that browser reads nothing of it', async ({
  open,
}) => {
  const stage = await open({ env: { BATON_SECRET: 'a long enough secret' }, policy: { rules }, ask: async () => draft('Three days.') })
  const ada = await stage.agent('ada')
  await ada.page.goto(`${stage.wires.agents.url}/settings/bot`)
  await ada.page.getByText('No secret yet: nobody is verified.').waitFor()
  await ada.page.getByRole('button', { name: 'Make a secret' }).click()
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Make it' }).click()
  const box = ada.page.getByRole('dialog', { name: 'The secret of this bot' })
  const secret = await box.getByLabel('Secret').inputValue()
  expect(await barriers(ada.page)).toEqual([])
  await box.getByRole('button', { name: 'Done' }).click()
  await ada.page.getByText(`A secret that ends in …${secret.slice(-4)} stands.`).waitFor()
  expect(await ada.page.content()).not.toContain(secret)

  const proof = (sub: string, name: string) =>
    signed({ sub, name, email: `${sub}@northpeak.example`, exp: Date.now() / 1000 + 300 }, secret)
  const vera = await stage.visitor()
  await vera.page.evaluate(identify, proof('vera', 'Vera'))
  await vera.openChat()
  await vera.say('How long does delivery take?')
  await vera.hears(/connecting you with a team member/)
  await ada.page.goto(`${stage.wires.agents.url}/inbox`)
  await ada.open()
  await ada.briefing.getByText('Customers go to a person').first().waitFor()
  await ada.briefing.getByText('vera@northpeak.example', { exact: true }).waitFor()
  await ada.briefing.getByText('Verified', { exact: true }).waitFor()

  await vera.page.evaluate(identify, proof('bo', 'Bo'))
  await vera.neverHeard('How long does delivery take?')
  await vera.say('Hello, I am another one')
  await vera.hears(/connecting you with a team member/)
  await vera.neverHeard('How long does delivery take?')
})
