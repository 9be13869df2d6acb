/**
 * An English word without its inflection, so that "cancelled", "cancelling" and "cancels" are the same, and nothing more: "cancellation" is
 * another word. Takes and gives words as lines are compared (lower case, without accents).
 */
export function stemOf(word: string): string {
  const known = irregular.get(word)
  if (known) return known
  if (word.length < 4) return word
  const bare = bareOf(word)
  return irregular.get(bare) ?? bare
}

function bareOf(word: string): string {
  let stem = word
  if (stem.endsWith('s')) stem = singular(stem)
  if (stem.endsWith('ied') && stem.length > 4) stem = `${stem.slice(0, -3)}y`
  else if (stem.endsWith('ing') && spoken(stem.slice(0, -3))) stem = stem.slice(0, -3)
  else if (stem.endsWith('ed') && spoken(stem.slice(0, -2))) stem = stem.slice(0, -2)
  if (stem.length > 3 && stem.at(-1) === stem.at(-2) && !'aeiou'.includes(stem.at(-1) ?? '')) stem = stem.slice(0, -1)
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem
}

function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  return /(?:ss|x|ch|sh|zz)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}

/** What is left after an ending must be a word that can be said. */
function spoken(rest: string): boolean {
  return rest.length >= 3 && /[aeiouy]/.test(rest)
}

const forms: Record<string, string> = {
  speak: 'spoke spoken talk talks talked talking',
  pay: 'paid',
  send: 'sent',
  buy: 'bought',
  steal: 'stole stolen',
  break: 'broke broken',
  leave: 'left',
  lose: 'lost',
  sell: 'sold',
  get: 'got gotten',
  give: 'gave given',
  take: 'took taken',
  write: 'wrote written',
  complaint: 'complain complains complained complaining',
  urgent: 'urgency urgently',
  fraud: 'fraudulent fraudulently fraudster fraudsters defraud defrauded',
  person: 'people',
}
const irregular = new Map(Object.entries(forms).flatMap(([base, list]) => list.split(' ').map((form): [string, string] => [form, base])))
