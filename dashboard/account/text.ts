import { words } from '../ui/words.ts'

export const t = words({
  signIn: 'Log in',
  signInIntro: 'to the inbox of your company',
  email: 'E-mail',
  password: 'Password',
  newPassword: 'New password',
  passwordHint: 'At least 10 characters.',
  passwordShort: 'Use at least 10 characters.',
  forgot: 'Forgot your password? Ask an admin for a new invitation. An owner gets a link from the command line: `baton owner-link`.',
  notSetUp: 'This Baton still waits for its owner',
  notSetUpHint: 'Open the set-up link that the server printed in its terminal when it started.',
  recoverTitle: 'A new password',
  recoverIntro: 'For the owner of this Baton.',
  recoverButton: 'Set the password and log in',
  invitationTitle: 'Welcome',
  invitationIntro: 'You were invited to answer visitors. Choose a password to begin.',
  invitationButton: 'Begin',
  noToken: 'This link is not complete. Copy all of it, up to its last character.',
  offline: 'The server does not answer. Check the connection and try again.',
  working: 'One moment …',
})
