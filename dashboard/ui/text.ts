import { words } from './words.ts'

export const t = words({
  close: 'Close',
  dismiss: 'Dismiss',
  copy: 'Copy',
  copied: 'Copied',
  resize: 'Change the width',
  notices: 'Notices',
  loading: 'Loading',
})
