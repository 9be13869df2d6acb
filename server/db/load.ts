/**
 * What a conversation `c` weighs: one whose visitor has not answered since a moment (ms since 1970, an expression of SQL; null: whichever)
 * weighs half, never nothing.
 */
function weightSince(moment: string): string {
  return `case when ${moment} is not null and c.state -> 'preview' ->> 'by' <> 'visitor' and (c.state -> 'preview' ->> 'at')::float8 < ${moment} then 0.5 else 1 end`
}

/** What agent `a` carries by that weight. */
export function loadSince(moment: string): string {
  return `(select coalesce(sum(${weightSince(moment)}), 0)::float8 from conversation c where c.kind = 'agent' and c.agent = a.id)`
}
