/**
 * Does a bot's text claim to have done something, or promise that something will be done, that a bot without hands can't do?
 * "I've refunded you", "I'll transfer you now", "someone will call you". Not: how things work, an honest limit ("I can't …"), an offer
 * ("Shall I connect you?"), what the visitor can do. English first; the commonest forms in German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish and Swedish.
 */
export function promisesAction(text: string): boolean {
  return promisesIn(text).length > 0
}

/** The sentences of a text that do so. */
export function promisesIn(text: string): string[] {
  return sentences(text).filter(promises)
}

const longest = 4000

function sentences(text: string): string[] {
  return text.slice(0, longest).split(/(?<=[.!?…])\s+|\n+/)
}

function promises(sentence: string): boolean {
  const line = sentence.toLowerCase().replace(/[’`´]/g, "'")
  // An offer asks, and does nothing yet.
  if (line.trimEnd().endsWith('?')) return false
  if (limits.some((limit) => limit.test(line))) return false
  return claims.some((claim) => claim.test(line))
}

/** Acts on the company's systems, in the plain form and the past. */
const act =
  "(?:take|remind|restart|handle|sort|give|bring|pull|refund|cancel|transfer|connect|forward|escalat|pass|hand|put|creat|open|clos|delet|remov|updat|chang|book|reserv|order|ship|send|sent|resend|resent|replac|credit|appl|reset|unlock|block|activat|deactivat|schedul|rescheduled?|arrang|notif|inform|alert|ask|contact|call|email|report|fil|log|not|record|add|ad|regist|issu|process|approv|extend|upgrad|downgrad|fix|check|look|investigat|follow|mov|assign|flag|submit|pause|stop|waiv|revers|sign|subscrib|unsubscrib|enrol|mark|start|initiat|confirm|prioriti|made|make|set|got|get|let|let's|have|dispatch|redirect|hold|put)\\w*"

const claims = [
  // I have done it.
  /\b(?:i|we)(?:'ve| have|'d)? (?:just |already |now |also |successfully |gone ahead and )*(?:have )?(?:\w+ed|sent|put|made|set|reset|let|given|taken|resent) (?:\w+ ){0,3}?(?:your|you|the|a|an|this|that|it|them|\d)/,
  // We may well have updated our terms; I have informed our team.
  /\bi(?:'ve| have) (?:just |already |now |also )*(?:\w+ed|sent|put|made|told|let) (?:\w+ ){0,2}?our/,
  /\b(?:i|we)(?:'m| am|'re| are) (?:now |just |currently |already )*(?:transferring|connecting|forwarding|escalating|passing|handing|putting|cancelling|canceling|refunding|processing|sending|creating|opening|booking|updating|changing|resetting|contacting|calling|checking|notifying|informing|looking into|arranging|issuing|applying|adding|removing)\b/,
  /\b(?:i'm|i am) (?:now |just |currently |already )*\w+ing (?:your|you|it|this|that|them|a call|an? \w+ for you)\b/,
  /\byou(?:'re| are) (?:now )?being \w+ed\b/,
  // I will do it.
  new RegExp(
    `\\b(?:i|we)(?:'ll| will|'m going to| am going to|'re going to| are going to) (?:now |just |personally |also |gladly |immediately |happily |go ahead and |make sure |have )*${act}\\b`,
  ),
  /\blet me (?:just |quickly )?(?:transfer|connect|forward|escalate|put you|cancel|refund|process|book|update|change|reset|check your|look up your|pull up your)\b/,
  // Somebody will come.
  /\b(?:someone|somebody|(?:an?|our|the|one of our|my) (?:\w+ ){0,2}?(?:agents?|colleagues?|teams?|specialists?|managers?|technicians?|representatives?|supervisors?|advisors?|courier|driver|staff|people|support)) (?:has (?:now )?joined|(?:will|'ll|is going to|are going to|is now|has been|have been|is already|are already) (?:\w+ly )?(?:be |call|contact|reach|get|email|write|reply|respond|follow|look|take|handle|join|phone|ring|message|notified|informed|collect|pick|deliver|visit|review|help|working|on (?:it|the case)))/,
  // It has been done.
  /\byour (?:[\w$€£.,-]+ ){1,4}?(?:has|have) (?:now |just |already |successfully )*been (?:\w+ed|sent|put|made|set|reset|raised|given)\b/,
  /\b(?:the|this|that|a|an) (?:[\w$€£.,-]+ ){1,4}?(?:has|have) (?:now |just |already |successfully )*been (?:cancell?ed|credited|refunded|sent|resent|shipped|processed|issued|approved|escalated|forwarded|passed|closed|deleted|booked|confirmed|reserved|resolved|created|opened|raised|extended|applied|added|removed|reset|scheduled|dispatched|arranged|reported|notified|informed|assigned|blocked|unlocked|activated|fixed)\b/,
  /\b(?:ticket|case|claim|appointment|callback|replacement) (?:[\w#-]+ ){0,2}?(?:has|have) (?:now |just |already )*been \w+ed\b/,
  /\byour (?:[\w-]+ ){1,3}?(?:is|are) on (?:its|their|the) way\b/,
  /^(?:all )?done[,:!.–-]/,
  /\b(?:your|the|this) (?:[\w-]+ ){1,3}?(?:is|are) (?:now |already )(?:cancell?ed|confirmed|refunded|updated|changed|booked|reserved|closed|deleted|active|activated|on (?:its|the) way|blocked|unlocked|upgraded|escalated|scheduled|being (?:processed|cancelled|refunded|transferred))\b/,
  /\byou(?:'ll| will) (?:hear from (?:us|someone|a|our|me)|be (?:contacted|called|transferred|connected|refunded|credited) (?:by|shortly|soon|now|in|within|today|tomorrow|back))/,
  /\b(?:consider it done|all done|it's done|done!|has been taken care of|please hold while|hold on while|stay on the line|one moment while i)\b/,
  // Other languages: have done; will do, am doing; somebody will come.
  /\bich habe? (?:\S+ ){0,6}?(?:erstattet|storniert|weitergeleitet|geändert|gebucht|reserviert|gelöscht|veranlasst|aktualisiert|informiert|gesendet|geschickt|verbunden|angelegt|erstellt|notiert|gutgeschrieben|gesperrt)/,
  /\bich (?:verbinde|leite|storniere|erstatte|werde|kümmere|übergebe|informiere|buche|ändere|sende|schicke|lösche|sorge|melde) (?:sie|dich|ihre|ihren|ihnen|dir|deine|das|den|die|mich|es|alles|dafür|einen|eine|ein)\b/,
  /\b(?:ein|eine|unser|unsere) (?:\S+ ){0,2}?(?:kollege|kollegin|mitarbeiter\S*|team|techniker\S*|berater\S*) (?:wird|ruft|meldet|kümmert|kontaktiert)/,
  /\bihre? \S+ (?:wurde|ist) (?:\S+ )?(?:storniert|erstattet|geändert|gebucht|gelöscht|aktualisiert|veranlasst|eingeleitet|weitergeleitet|verschickt|gesendet|gutgeschrieben|bestätigt|erstellt)/,
  /\b(?:j'ai|nous avons|on a) (?:\S+ ){0,2}?(?:remboursé|annulé|transféré|transmis|modifié|réservé|supprimé|envoyé|créé|mis à jour|informé|ouvert|ajouté|appliqué)/,
  /\bje (?:vous|te|le|la|les|l') ?(?:transfère|connecte|mets|passe|rembourse|rappelle|envoie|transmets|annule)|\bje (?:vais|m'occupe|procède|transfère|annule|rembourse)\b|\b(?:un|une) (?:\S+ ){0,2}?(?:conseiller|conseillère|collègue|agent|technicien) (?:va|vous (?:rappellera|contactera|appellera)|prendra)/,
  /\b(?:he|hemos|ya he) (?:\S+ )?(?:reembolsado|cancelado|transferido|enviado|cambiado|reservado|actualizado|creado|abierto|informado|aplicado|anulado|tramitado)|\b(?:le|te|lo|la) (?:paso|transfiero|conecto|pongo|comunico|llamaré|llamaremos|enviaré|reembolsaré|reembolsaremos|devolveré)\b|\bun (?:agente|asesor|compañero|técnico) (?:le|te|se) (?:llamará|contactará|pondrá|atenderá)/,
  /\b(?:ho|abbiamo) (?:\S+ )?(?:rimborsato|annullato|trasferito|inviato|cambiato|prenotato|aggiornato|creato|aperto|informato|applicato|cancellato|inoltrato|spedito|modificato|sistemato|segnalato|richiesto)|\b(?:ti|la|le|vi) (?:trasferisco|passo|metto|collego|faccio|rimborso|richiamo|mando|chiamerò)\b|\bun (?:collega|operatore|tecnico) (?:ti|la|vi) (?:chiamerà|richiamerà|contatterà)/,
  /\b(?:já )?(?:reembolsei|cancelei|transferi|enviei|alterei|reservei|atualizei|criei|abri|informei|apliquei)\b|\bvou (?:transferir|cancelar|reembolsar|enviar|passar|ligar|colocar)\b|\bum (?:colega|agente|atendente|técnico) (?:vai|irá|entrará)/,
  /\bik heb (?:\S+ ){0,6}?(?:terugbetaald|geannuleerd|doorgestuurd|gewijzigd|geboekt|verwijderd|aangepast|gestuurd|doorverbonden|aangemaakt)|\bik (?:verbind|stuur|annuleer|betaal|zet|boek|regel|ga) (?:u|je|uw|het|de|dit|een)\b|\been (?:collega|medewerker|monteur) (?:zal|belt|neemt|komt)/,
  /(?:^|\s)(?:anulowa|zwróci|przekaza|zmieni|wysła|zarezerwowa|zaktualizowa|utworzy|usun|zgłosi|połączy|doda|zamówi)\S{0,3}(?:łem|łam|liśmy|łyśmy)(?:\s|$|[.,!])/,
  /(?:^|\s)(?:przełączam|łączę|połączę|przekażę|przekazuję|zwrócę|zwrócimy|anuluję|wyślę|wyślemy|oddzwonimy|skontaktujemy się|skontaktuje się|oddzwoni)(?:\s|$|[.,!])/,
  /(?:iptal|iade) ett(?:im|ik)(?:\s|$|[.,!])|(?:aktar|yönlendir|gönder|değiştir|oluştur|güncelle|sil|bağla|ilet)(?:dım|dim|dum|düm|tim|tım|iyorum|ıyorum|uyorum|üyorum|dik|dık)(?:\s|$|[.,!])|(?:sizi arayacak|iletişime geçecek|size ulaşacak)/,
  /\bjag har (?:\S+ ){0,3}?(?:avbokat|avbeställt|avslutat|återbetalat|skickat|ändrat|bokat|uppdaterat|raderat|skapat|kopplat|vidarebefordrat|ordnat|registrerat|informerat)|\bjag (?:kopplar|skickar|avbokar|ordnar|återbetalar|vidarebefordrar|ska koppla|ska skicka|ska ordna)(?:\s|$)|\ben (?:kollega|medarbetare|handläggare|tekniker) (?:kommer att|ringer|hör av sig|kontaktar)/,
]

/** What only looks like one: the honest limit, the condition, the offer. */
const limits = [
  /\b(?:i|we) (?:can't|cannot|can not|couldn't|am not able|'m not able|'m unable|am unable|don't have|do not have|haven't|have not|didn't|did not|won't)\b/,
  /\b(?:would you like|do you want|shall i|should i|if you (?:like|want|wish|prefer|agree)|i can (?:offer|connect|put|pass)|i could)\b/,
  /\b(?:once you|as soon as you|when you|after you|if you)\b/,
  /\b(?:ich kann (?:\S+ ){0,4}?nicht|möchten sie|soll ich|je ne peux pas|voulez-vous|souhaitez-vous|no puedo|¿|non posso|vuole che|não posso|ik kan (?:\S+ ){0,3}?niet|wilt u|nie mogę|jag kan inte|vill du|czy chce)/,
]
