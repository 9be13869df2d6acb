/** What the widget's build has in place of core/apply-hidden.ts: nothing hidden ever gets here, and what the bot counts is of no account. */
export function foldHidden<C>(c: C): C {
  return c
}

export function anew<C>(c: C): C {
  return c
}
