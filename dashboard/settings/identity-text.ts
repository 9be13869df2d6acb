import { words } from '../ui/words.ts'

export const identityText = words({
  title: 'Verified visitors',
  intro:
    'Your server can sign who is logged in on your website. Such visitors are shown as verified, and rules may ask for it. docs/identity.md has an example.',
  none: 'No secret yet: nobody is verified.',
  stands: (hint: string) => `A secret that ends in ${hint} stands.`,
  unreadable: 'The secret can’t be read with today’s BATON_SECRET. Make a new one.',
  make: 'Make a secret',
  makeIntro: 'It is shown once. Keep it on your server; whoever has it can pass for any of your visitors.',
  makeIt: 'Make it',
  renew: 'Make a new secret',
  renewTitle: 'Make a new secret?',
  renewIntro: 'What is signed with the one before is refused from then on. Who is verified already stays so.',
  madeTitle: 'The secret of this bot',
  madeIntro: 'It is shown this once. Keep it on your server, never in a page.',
  secret: 'Secret',
  remove: 'Remove the secret',
  removeTitle: 'Remove the secret?',
  removeIntro: 'Nobody is verified any more. Who is verified already stays so.',
  done: 'Done',
  cancel: 'Cancel',
})
