import { longestLine } from './tokens.ts'

export type FactKind = 'email' | 'order' | 'phone' | 'amount' | 'date'
/** Something that a visitor has told, as it was written; `n` is the line's number. */
export type KnownFact = { kind: FactKind; value: string; n: number }
export type Line = { n: number; by: 'visitor' | 'bot' | 'agent'; text: string }

/** E-mails, order numbers, phone numbers, amounts and dates in a visitor's lines, each once, in the order in which they were told. */
export function knownFacts(lines: readonly Line[]): KnownFact[] {
  const facts: KnownFact[] = []
  for (const { n, by, text } of lines) {
    if (by !== 'visitor') continue
    for (const { kind, value } of factsIn(text)) {
      if (!facts.some((fact) => fact.kind === kind && fact.value.toLowerCase() === value.toLowerCase())) facts.push({ kind, value, n })
    }
  }
  return facts
}

/** What an agent's line asks for although it has been told; null where it asks for nothing of the kind, or says it itself. */
export function asksForKnown(draft: string, known: readonly KnownFact[]): KnownFact | null {
  const line = draft.slice(0, longestLine).toLowerCase()
  const asking = line.split(/(?<=[.!\n])/).filter((sentence) => sentence.includes('?') || requests.test(sentence))
  return (
    known.find(({ kind, value }) => !line.includes(value.toLowerCase()) && asking.some((sentence) => names[kind]?.test(sentence))) ?? null
  )
}

const longestFact = 60

function factsIn(text: string): { kind: FactKind; value: string }[] {
  const found: { kind: FactKind; value: string; at: number }[] = []
  let rest = text.slice(0, longestLine)
  for (const [kind, pattern] of patterns) {
    for (const match of rest.matchAll(pattern)) {
      const value = (match.groups?.value ?? match.groups?.value2 ?? match[0]).trim()
      if (value.length <= longestFact && valid(kind, value)) found.push({ kind, value, at: match.index })
    }
    // What has been read as one thing is nothing else as well.
    rest = rest.replace(pattern, (whole) => ' '.repeat(whole.length))
  }
  return found.sort((a, b) => a.at - b.at)
}

function valid(kind: FactKind, value: string): boolean {
  const digits = value.replace(/\D/g, '').length
  if (kind === 'phone') return digits >= 8 && digits <= 15
  return kind !== 'order' || digits >= 3
}

const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro|maart|mei|augustus)'
const orderWord =
  '(?:order|ord|invoice|booking|reservation|ticket|case|tracking|parcel|bestellung|bestellnummer|auftrag|rechnung|commande|facture|pedido|factura|ordine|fattura|encomenda|fatura|bestelling|bestelnummer|factuur|zamówieni[ea]|sipariş|beställning|ordernummer)'

/** Tried in this order. */
const patterns: [FactKind, RegExp][] = [
  ['email', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu],
  [
    'date',
    new RegExp(
      `\\b(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}(?:st|nd|rd|th|\\.)? (?:of |de )?${month}\\b(?:,? \\d{4})?|${month} \\d{1,2}(?:st|nd|rd|th)?\\b(?:,? \\d{4})?)`,
      'giu',
    ),
  ],
  [
    'amount',
    /(?:[€$£¥]|\b(?:eur|usd|gbp|chf)) ?\d{1,9}(?:[.,]\d{1,3}){0,3}|\b\d{1,9}(?:[.,]\d{1,3}){0,3} ?(?:[€$£¥]|(?:euros?|eur|dollars?|usd|pounds?|gbp|chf|zł|pln|kr|sek|tl|try)\b)/giu,
  ],
  [
    'order',
    new RegExp(
      `\\b${orderWord}(?: |-)?(?:number|numbers|num|no|nr|id|code|numéro|número|numero|nummer|numer|numarası)?\\.?:? ?(?:is |was |ist |est |es |è |é )?#?(?<value>[a-z]{0,4}-?\\d[\\w-]{2,30})|#(?<value2>[a-z]{0,4}-?\\d[\\w-]{2,30})`,
      'giu',
    ),
  ],
  ['phone', /(?<![\w.])\+?\(?\d[\d ()/-]{6,20}\d(?!\w)/g],
]

const requests =
  /\b(?:please|could you|can you|may i|can i (?:have|get)|what is|what's|whats|tell me|send me|give me|provide|share|confirm|let me know|i need|i'll need|bitte|könnten sie|können sie|nennen sie|veuillez|pouvez-vous|indiquez|puede|podría|indíqueme|può|potrebbe|pode|poderia|kunt u|kun je|proszę|podać|lütfen|paylaşır|kan du|vänligen)\b/

const names: Partial<Record<FactKind, RegExp>> = {
  email: /\b(?:e-?mail|mail address|mail-?adresse|courriel|correo|indirizzo e-?mail|e-?posta|e-?postadress)/,
  order:
    /(?:order|booking|invoice|reservation|tracking|case|ticket) (?:number|no\b|nr|id|code|reference)|bestellnummer|auftragsnummer|rechnungsnummer|numéro de (?:commande|facture)|número de (?:pedido|factura|encomenda|fatura)|numero (?:d'|dell'|di )ordine|bestelnummer|ordernummer|numer zamówienia|sipariş (?:numara|no)/,
  phone:
    /\b(?:phone|telephone|mobile|cell)\b|number (?:to|we can|where) (?:call|reach)|telefonnummer|rufnummer|téléphone|teléfono|telefono|telefone|telefoonnummer|telefon/,
  amount:
    /\bhow much (?:was|did|were|is)\b|\b(?:which|what) amount\b|welcher betrag|quel montant|qué importe|quale importo|qual valor|welk bedrag/,
  date: /\b(?:when did you (?:order|buy|purchase|book)|(?:which|what) date|date of (?:purchase|order|the order))\b|bestelldatum|kaufdatum|wann haben sie|date d'achat|fecha de compra|data di acquisto|data da compra|besteldatum/,
}
