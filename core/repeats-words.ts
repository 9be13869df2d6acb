/** The words by which two questions are told apart, or said to be the same. Written without accents; `_` joins a phrase, `*` ends a stem. */
export const repeatWords = {
  confirm: `
    ok okay k alright fine sure yes yep yeah yup yea no nope great good perfect nice cool awesome thanks thank_you thx ty cheers right correct exactly got_it i_see understood makes_sense will_do done solved works it_works that_works that_helps
    that_helped noted agreed super wonderful excellent lovely aha oh_i_see sounds_good hi hello hey bye goodbye welcome no_problem never_mind ja nein oui non si merci danke gracias grazie obrigado obrigada bedankt dziekuje tack tesekkurler
    genau klar gut alles_klar verstanden d_accord parfait vale perfecto va_bene perfetto certo entendi prima tak dobrze tamam evet hayir nej bra`,
  small: `oh ah hm hmm well so very much a lot for the that this it is was you i me and then now really all too just ok okay but also das ist sehr fur c est es muy e molto muito het heel to det please`,
  /** Opens a line that goes on from the last one. */
  follow: `and what_about how_about what_if and_what and_how also in_that_case does_that does_it_also would_that is_that_also if_so then_how then_what same_for the_same_for und et y_para e_per e_para en_voor i_a ve och och_for
    how_long_does_that how_much_is_that how_much_does_that when_is_that where_is_that which_one is_it_free is_that is_this_also was_ist_mit wie_ist_es_mit et_pour y_si e_se que_tal hoe_zit_het_met a_co_z peki hur_ar_det_med`,
  /** Repeats the bot's words to ask about them. */
  quote: `you_said you_just_said you_wrote you_mentioned you_told_me as_you_said according_to_you your_answer_says it_says_here du_hast_gesagt sie_sagten sie_schrieben vous_avez_dit dijiste has_dicho hai_detto voce_disse je_zei`,
  /** Asks once more, and says so. */
  again: `again i_asked i_already_asked as_i_asked my_question_was i_still_want i_still_need once_more repeat still nochmal noch_einmal encore_une otra_vez de_nuevo di_nuovo novamente nogmaals jeszcze_raz tekrar igen`,
  /** Where it is about one of these, another one is another question. */
  place: `
    norway norwegian sweden denmark finland iceland germany france spain italy portugal austria switzerland belgium netherlands holland luxembourg ireland uk england scotland wales britain poland czech slovakia hungary romania bulgaria greece turkey
    croatia slovenia serbia ukraine russia estonia latvia lithuania usa us america canada mexico brazil argentina chile colombia peru cuba china japan korea india pakistan bangladesh thailand vietnam indonesia malaysia singapore philippines australia zealand
    egypt morocco tunisia nigeria kenya africa israel dubai europe asia london paris berlin madrid rome amsterdam brussels vienna zurich lyon ghent munich hamburg milan lisbon dublin oslo stockholm copenhagen helsinki warsaw prague budapest athens
    istanbul moscow york chicago boston dallas texas california phoenix toronto delhi mumbai kolkata bangalore tokyo beijing sydney
    norwegen schweden osterreich schweiz deutschland frankreich spanien italien polen allemagne autriche suisse espagne italie belgique alemania francia suiza italia germania svizzera alemanha franca duitsland frankrijk oostenrijk zwitserland`,
  /** Opposites, and kinds that exclude each other. */
  opposite: `
    men women mens womens man woman kids child children adult adults small medium large xl xs xxl red blue green black white yellow monday tuesday wednesday thursday friday saturday sunday visa mastercard amex paypal klarna
    dhl ups fedex basic plus premium pro enterprise android iphone ios windows mac morning evening summer winter increase decrease raise lower open close start stop enable disable`,
}

/** Words without a meaning of their own. */
export const frequent = new Set(
  `a an the of to in on at by for from with about as is are was were be been am do does did have has had can could would should will shall may might must i me my mine you your yours we us our it its he she they them their this that these those there here
  what whats which who whom whose when where why how if or and but so than then not no any some all just also too very please pls thanks thank hello hi hey get got want need like know tell let help sir madam dont im id ive ill cant
  der die das ein eine einen ist sind und ich mir mein meine wie was wo wann kann bitte zu mit fur von le la les un une des est je mon ma mes comment que quoi ou pour avec el los las una es mi como donde para con il lo gli uno sono mio mia come dove per o os um uma meu minha para de het een is ik mijn hoe waar voor met jest moj moja jak gdzie na z bir ne nasil ve en ett det min hur var`.split(
    /\s+/,
  ),
)
