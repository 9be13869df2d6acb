import { Fragment } from 'react'

/** A sentence of ours in which `**these words**` are strong. */
export function Rich({ text }: { text: string }) {
  return text.split('**').map((part, i) => (i % 2 === 1 ? <strong key={i}>{part}</strong> : <Fragment key={i}>{part}</Fragment>))
}
