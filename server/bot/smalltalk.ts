/** What a line is when it asks for no knowledge: answered at once, never searched, never a reason to hand over. */
export type SmallTalk = 'greeting' | 'thanks' | 'goodbye' | 'whoAreYou' | 'fine'

/**
 * Recognises a line that is nothing but a greeting, thanks, a goodbye, an "okay", or the question whether this is a bot. A line that says more
 * ("hi, where is my parcel?") is none of these. Ten languages for the short ones.
 */
export function smallTalkOf(line: string): SmallTalk | null {
  const words = line
    .toLowerCase()
    .replace(/['’`]/g, '')
    .match(/[\p{L}\p{M}\p{N}]+/gu)
  if (!words || words.length > mostWords) return null
  const said = words.join(' ')
  if (who.test(said)) return 'whoAreYou'
  for (const [kind, list] of kinds) if (madeOf(words, list)) return kind
  return null
}

const mostWords = 9

const who =
  /^(?:(?:hi|hello|hey|so|wait|sorry|ok|but) )*(?:(?:are|r) (?:you|u) (?:an? |the |some )?(?:real |actual |live )?(?:human|person|bot|robot|chatbot|ai|machine|computer|real|human being)(?: or (?:an? )?(?:human|person|bot|robot|chatbot|ai|machine|computer))?|(?:am i|is this) (?:talking to |speaking to |speaking with |chatting with |talking with )?(?:an? )?(?:real |actual )?(?:human|person|bot|robot|chatbot|ai|machine|computer)(?: or (?:an? )?\p{L}+)?|who are you|what are you|whats your name|what is your name|bist du ein (?:mensch|bot|roboter)|sind sie ein (?:mensch|bot|roboter)|es tu un (?:humain|robot)|etes vous un (?:humain|robot)|êtes vous un (?:humain|robot)|eres (?:un )?(?:humano|robot|bot)|sei (?:un )?(?:umano|robot|bot)|você é (?:um )?(?:humano|robô)|ben je een (?:mens|robot|bot)|är du (?:en )?(?:människa|robot|bot))$/u

const list = (words: string) => new Set(words.split(' ').map((word) => word.replaceAll('_', ' ')))

const small =
  'there all everyone team you so very much a lot for your the help and again sir madam friend bot baton dear my that this its it is was been to me i am im will be day everybody guys mate now then really im_good'
const greetings =
  'hi hello hey hiya howdy yo hallo hej hola ciao olá ola oi salut bonjour bonsoir coucou moin servus grüezi cześć czesc witam merhaba selam hei good_morning good_afternoon good_evening good_day guten_tag guten_morgen guten_abend buenos_días buenos_dias buenas_tardes buenas_noches buenas buongiorno buonasera bom_dia boa_tarde boa_noite goedemorgen goedemiddag goedenavond goedendag dzień_dobry dzien_dobry dobry_wieczór iyi_günler günaydın god_morgon god_dag god_kväll tjena greetings how_are_you how_are_you_doing hows_it_going whats_up morning evening'
const thanks =
  'thanks thank thx ty cheers thank_you thankyou many_thanks much_appreciated appreciated danke dankeschön vielen_dank danke_schön merci merci_beaucoup gracias muchas_gracias grazie grazie_mille obrigado obrigada dank bedankt dank_je dank_u dankjewel dziękuję dziekuje dzięki dzieki teşekkürler teşekkür_ederim sağol tack tack_så_mycket tusen_tack perfect great super awesome excellent wonderful brilliant lovely nice cool helpful very_helpful you_helped that_helped that_helps works it_works solved'
const goodbyes =
  'bye goodbye bye_bye see_you see_ya later cu farewell have_a_nice_day have_a_good_day have_a_great_day good_night nice_day tschüss tschüß tschau auf_wiedersehen ciao au_revoir à_bientôt adiós adios hasta_luego arrivederci tchau adeus até_logo tot_ziens doei dag do_widzenia pa_pa hoşça_kal güle_güle hej_då vi_ses take_care thats_all that_is_all nothing_else no_thats_all'
const fines =
  'ok okay k alright fine sure got_it i_see understood makes_sense good_to_know great good yes yep yeah yup no nope nah perfect cool nice right oh ah hm hmm aha i_understand no_problem never_mind nevermind ja nein oui non sí si sim não nao tak nie evet hayır tamam jo nej d_accord vale va_bene prima gut alles_klar verstehe genau'

const kinds: [SmallTalk, Set<string>][] = [
  ['goodbye', list(goodbyes)],
  ['thanks', list(thanks)],
  ['greeting', list(greetings)],
  ['fine', list(fines)],
]
const fillers = list(small)
const courtesy = list(`${greetings} ${thanks} ${goodbyes} ${fines}`)

/** Only words of courtesy, at least one of this kind. */
function madeOf(words: string[], kind: Set<string>): boolean {
  let own = false
  for (let i = 0; i < words.length; ) {
    const length = [4, 3, 2, 1].find((n) => i + n <= words.length && courtesy.has(words.slice(i, i + n).join(' ')))
    if (length) own ||= kind.has(words.slice(i, i + length).join(' '))
    else if (!fillers.has(words[i] ?? '')) return false
    i += length ?? 1
  }
  return own
}

/** The short, honest line that answers it. */
export function smallTalkLine(kind: SmallTalk, bot: { name: string }): string {
  switch (kind) {
    case 'greeting':
      return `Hello, I’m ${bot.name}, a bot. Ask me anything, or ask for a person whenever you like.`
    case 'thanks':
      return 'Glad to hear that. Is there anything else?'
    case 'goodbye':
      return 'Goodbye, and come back any time.'
    case 'fine':
      return 'All right. I’m here if there is anything else.'
    case 'whoAreYou':
      return `I’m ${bot.name}, a bot: I answer from what the company has written down. If you would rather speak with a person, just say so.`
  }
}
