import type { Language } from '@baton/contracts/answering.ts'

export type Courtesy = 'greeting' | 'thanks' | 'goodbye' | 'fine' | 'abuse'

/** The words of lines that ask for no knowledge, in the ten languages that Baton speaks. An underscore stands for a space. */
export const courtesyWords: Record<Language, Record<Courtesy, string>> = {
  en: {
    greeting:
      'hi hello hey hiya howdy yo good_morning good_afternoon good_evening good_day greetings how_are_you how_are_you_doing hows_it_going whats_up morning evening',
    thanks:
      'thanks thank thx ty cheers thank_you thankyou many_thanks much_appreciated appreciated perfect great super awesome excellent wonderful brilliant lovely nice cool helpful very_helpful you_helped that_helped that_helps works it_works solved',
    goodbye:
      'bye goodbye bye_bye see_you see_ya later cu farewell have_a_nice_day have_a_good_day have_a_great_day good_night nice_day take_care thats_all that_is_all nothing_else no_thats_all',
    fine: 'ok okay k alright fine sure got_it i_see understood makes_sense good_to_know great good yes yep yeah yup no nope nah perfect cool nice right oh ah hm hmm aha i_understand no_problem never_mind nevermind',
    abuse:
      'idiot idiots moron stupid dumb useless fuck fuck_you fuck_off fucking shit bullshit asshole bastard bitch shut_up screw_you you_suck suck go_to_hell damn crap pathetic worthless garbage',
  },
  de: {
    greeting: 'hallo moin servus grüezi guten_tag guten_morgen guten_abend guten_abend_zusammen grüß_gott tach',
    thanks: 'danke dankeschön vielen_dank danke_schön danke_sehr besten_dank super_danke',
    goodbye: 'tschüss tschüß tschau auf_wiedersehen bis_dann bis_bald schönen_tag_noch gute_nacht',
    fine: 'ja nein alles_klar verstehe genau gut in_ordnung klar passt ach_so',
    abuse: 'idiot dumm blöd blöder blödes scheiße scheiss scheiß arschloch trottel nutzlos halt_die_klappe verpiss_dich depp vollidiot',
  },
  fr: {
    greeting: 'salut bonjour bonsoir coucou',
    thanks: 'merci merci_beaucoup mille_mercis',
    goodbye: 'au_revoir à_bientôt bonne_journée bonne_soirée à_plus',
    fine: 'oui non d_accord bien_compris compris entendu parfait',
    abuse: 'connard connasse idiot imbécile merde nul stupide crétin ta_gueule va_te_faire_foutre putain',
  },
  es: {
    greeting: 'hola buenos_días buenos_dias buenas_tardes buenas_noches buenas',
    thanks: 'gracias muchas_gracias mil_gracias',
    goodbye: 'adiós adios hasta_luego hasta_pronto chao',
    fine: 'sí si vale entendido de_acuerdo claro perfecto',
    abuse: 'idiota imbécil estúpido estúpida mierda inútil cabrón gilipollas cállate vete_a_la_mierda tonto puta',
  },
  it: {
    greeting: 'ciao buongiorno buonasera salve buon_pomeriggio',
    thanks: 'grazie grazie_mille molte_grazie',
    goodbye: 'arrivederci a_presto buona_giornata buona_serata buonanotte',
    fine: 'va_bene prima capito d_accordo perfetto certo',
    abuse: 'idiota stupido stupida cretino merda inutile stronzo vaffanculo imbecille coglione zitto',
  },
  pt: {
    greeting: 'olá ola oi bom_dia boa_tarde boa_noite',
    thanks: 'obrigado obrigada muito_obrigado muito_obrigada',
    goodbye: 'tchau adeus até_logo até_breve',
    fine: 'sim não nao entendi tudo_bem certo está_bem',
    abuse: 'idiota estúpido burro merda inútil imbecil cala_a_boca vai_se_foder otário porra',
  },
  nl: {
    greeting: 'hoi goedemorgen goedemiddag goedenavond goedendag dag hallo_daar',
    thanks: 'dank bedankt dank_je dank_u dankjewel dank_je_wel dank_u_wel hartelijk_dank',
    goodbye: 'tot_ziens doei doeg fijne_dag tot_later',
    fine: 'ja nee oké begrepen prima duidelijk goed',
    abuse: 'idioot dom stom sukkel klootzak waardeloos hou_je_bek eikel rot_op',
  },
  pl: {
    greeting: 'cześć czesc witam dzień_dobry dzien_dobry dobry_wieczór dobry_wieczor',
    thanks: 'dziękuję dziekuje dzięki dzieki bardzo_dziękuję dziękuję_bardzo',
    goodbye: 'do_widzenia pa_pa na_razie miłego_dnia dobranoc',
    fine: 'tak nie rozumiem jasne dobrze w_porządku',
    abuse: 'idiota debil głupi głupia kretyn gówno kurwa zamknij_się spierdalaj beznadziejny dupek',
  },
  tr: {
    greeting: 'merhaba selam iyi_günler günaydın iyi_akşamlar',
    thanks: 'teşekkürler teşekkür_ederim sağol sağ_olun çok_teşekkürler',
    goodbye: 'hoşça_kal hoşçakal güle_güle görüşürüz iyi_geceler',
    fine: 'evet hayır tamam anladım peki olur',
    abuse: 'aptal salak gerizekalı geri_zekalı lanet işe_yaramaz kapa_çeneni siktir ahmak',
  },
  sv: {
    greeting: 'hej hallå god_morgon god_dag god_kväll tjena hejsan',
    thanks: 'tack tack_så_mycket tusen_tack tackar',
    goodbye: 'hej_då vi_ses adjö ha_det_bra',
    fine: 'jo nej okej förstår bra jag_förstår uppfattat',
    abuse: 'idiot dum dumma skit jävla värdelös håll_käften dra_åt_helvete korkad',
  },
}

/** Words that may stand beside them and change nothing. */
export const fillers =
  'there all everyone team you so very much a lot for your the help and again sir madam friend bot baton dear my that this its it is was been to me i am im will be day everybody guys mate now then really im_good are youre of piece what an du bist sie sind ein eine es tu une eres un una sei você és jesteś är en ben je çok'

/** Whether somebody wants to know who speaks. */
export const asksWho =
  /^(?:(?:hi|hello|hey|so|wait|sorry|ok|but) )*(?:(?:are|r) (?:you|u) (?:an? |the |some )?(?:real |actual |live )?(?:human|person|bot|robot|chatbot|ai|machine|computer|real|human being)(?: or (?:an? )?(?:human|person|bot|robot|chatbot|ai|machine|computer))?|(?:am i|is this) (?:talking to |speaking to |speaking with |chatting with |talking with )?(?:an? )?(?:real |actual )?(?:human|person|bot|robot|chatbot|ai|machine|computer)(?: or (?:an? )?\p{L}+)?|who are you|what are you|whats your name|what is your name|bist du ein (?:mensch|bot|roboter)|sind sie ein (?:mensch|bot|roboter)|wer (?:bist du|sind sie)|es tu un (?:humain|robot)|etes vous un (?:humain|robot)|êtes vous un (?:humain|robot)|qui (?:es tu|êtes vous)|eres (?:un )?(?:humano|robot|bot)|quién eres|sei (?:un )?(?:umano|robot|bot)|chi sei|você é (?:um )?(?:humano|robô)|quem é você|ben je een (?:mens|robot|bot)|wie ben je|jesteś (?:człowiekiem|botem|robotem)|kim jesteś|sen kimsin|robot musun|är du (?:en )?(?:människa|robot|bot)|vem är du)$/u
