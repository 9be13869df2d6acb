/**
 * The words by which people say that an answer did or did not help, and how they answer an offer, in ten languages. Written without accents;
 * `_` joins a phrase, `*` ends a stem.
 */
export const unresolvedWords = {
  /** Says by itself that it did not help. */
  unresolved: `
    didnt_help did_not_help doesnt_help does_not_help isnt_helping is_not_helping not_helping not_helpful isnt_helpful wasnt_helpful unhelpful
    no_help not_what_i_meant not_what_i_mean not_what_i_asked not_what_im_asking not_what_i_am_asking not_what_i_wanted not_what_i_want
    not_what_i_need not_what_i_was_asking wasnt_what_i_asked isnt_what_i_asked isnt_what_i_meant not_my_question not_an_answer isnt_an_answer
    doesnt_answer does_not_answer didnt_answer did_not_answer havent_answered not_answering wrong_answer incorrect_answer answer_is_wrong
    answer_was_wrong still_not_working still_isnt_working still_doesnt_work still_does_not_work still_not_fixed still_the_same
    still_the_same_problem same_problem_again same_error_again still_broken still_stuck still_no_luck still_having_the_same still_dont_understand
    still_not_clear still_unclear no_luck no_use didnt_work did_not_work it_doesnt_work it_does_not_work that_doesnt_work that_does_not_work
    this_doesnt_work this_does_not_work it_isnt_working its_not_working thats_not_working not_solved isnt_solved not_resolved isnt_resolved
    doesnt_solve does_not_solve didnt_solve doesnt_fix didnt_fix you_misunderstood misunderstood_me you_dont_understand you_do_not_understand
    youre_not_understanding not_understanding_me you_didnt_understand dont_get_it_do_you already_tried_that already_tried_this already_tried_it
    tried_that_already already_did_that did_that_already already_done_that already_know_that i_know_that_already not_useful useless_answer
    thats_useless this_is_useless thats_wrong that_is_wrong thats_incorrect thats_not_right that_is_not_right thats_not_correct thats_not_true thats_not_it
    that_is_not_it not_even_close makes_no_sense doesnt_make_sense doesnt_make_any_sense irrelevant not_relevant nothing_to_do_with off_topic
    hilft_nicht hilft_mir_nicht hat_nicht_geholfen half_nicht hilft_mir_auch_nicht hilft_auch_nicht nicht_hilfreich nicht_was_ich_meinte nicht_was_ich_meine
    nicht_gemeint nicht_meine_frage keine_antwort_auf beantwortet_meine_frage_nicht geht_immer_noch_nicht geht_noch_immer_nicht funktioniert_nicht
    funktioniert_immer_noch_nicht klappt_nicht klappt_immer_noch_nicht klappt_leider_nicht immer_noch_dasselbe immer_noch_nicht_gelost falsche_antwort das_ist_falsch das_stimmt_nicht
    du_verstehst_mich_nicht sie_verstehen_mich_nicht schon_versucht bringt_nichts bringt_mir_nichts nutzt_nichts nicht_weitergeholfen
    n_aide_pas ne_m_aide_pas ca_n_aide_pas pas_aide pas_utile pas_ce_que_je pas_ma_question ne_repond_pas marche_pas marche_toujours_pas ne_fonctionne_pas
    fonctionne_toujours_pas toujours_pas_resolu mauvaise_reponse c_est_faux pas_compris_ma vous_ne_comprenez_pas tu_ne_comprends_pas deja_essaye sert_a_rien toujours_le_meme_probleme
    no_ayuda no_me_ayuda no_me_ayudo no_me_ha_ayudado no_sirve no_me_sirve no_es_lo_que no_era_lo_que no_responde sigue_sin_funcionar no_funciona sigue_igual respuesta_incorrecta
    eso_es_incorrecto no_me_entiendes no_me_entiende no_entiendes ya_lo_intente ya_lo_probe no_es_mi_pregunta
    non_aiuta non_mi_aiuta non_mi_ha_aiutato non_e_stato_utile non_e_utile non_serve non_mi_serve non_e_quello_che non_era_quello non_risponde non_funziona ancora_non_funziona
    risposta_sbagliata e_sbagliato non_mi_capisci non_capisci gia_provato non_ho_risolto non_e_la_mia_domanda
    nao_ajuda nao_ajudou nao_me_ajudou nao_me_ajuda nao_foi_util nao_serve nao_serviu nao_e_isso nao_era_isso nao_foi_isso_que nao_responde nao_funciona continua_sem_funcionar
    nao_resolveu nao_resolve resposta_errada esta_errado nao_me_entende nao_entendeu ja_tentei
    helpt_niet helpt_me_niet hielp_niet heeft_niet_geholpen niet_behulpzaam niet_wat_ik_bedoel niet_wat_ik_bedoelde niet_wat_ik_vroeg niet_mijn_vraag geen_antwoord_op werkt_niet
    werkt_nog_steeds_niet nog_steeds_niet_opgelost verkeerd_antwoord dat_klopt_niet begrijpt_me_niet begrijp_me_niet snapt_me_niet al_geprobeerd heb_ik_niks_aan heb_ik_niets_aan
    nie_pomoglo nie_pomaga to_nie_pomaga mi_nie_pomaga niepomocn* nie_o_to_pytalem nie_o_to_pytalam nie_o_to_mi_chodzi nie_o_to_chodzi nie_dziala nadal_nie_dziala dalej_nie_dziala
    zla_odpowiedz to_nieprawda nie_rozumiesz nie_rozumiecie juz_probowalem juz_probowalam bez_sensu
    yardimci_olmadi yardimci_olmuyor ise_yaramadi ise_yaramiyor faydasi_olmadi demek_istedigim_bu_degil bunu_sormadim onu_sormadim sorum_bu_degil hala_calismiyor calismiyor
    yanlis_cevap bu_yanlis beni_anlamiyorsun anlamiyorsunuz zaten_denedim cozulmedi
    hjalper_inte hjalpte_inte hjalpte_mig_inte inte_till_hjalp inte_hjalpsamt inte_vad_jag_menade inte_det_jag_menade inte_det_jag_fragade inte_vad_jag_fragade svarar_inte_pa fungerar_inte
    fungerar_fortfarande_inte funkar_inte funkar_fortfarande_inte fel_svar det_ar_fel du_forstar_inte ni_forstar_inte redan_provat redan_testat`,
  /** Says so where the line is nothing but this and small words. */
  bare: `
    wrong incorrect nonsense rubbish useless pointless false not_it not_that not_really not_quite not_this
    falsch quatsch unsinn nutzlos faux inutile incorrecto incorrecta mal falso inutil sbagliato errado errada fout onjuist onzin zle bledne bzdura yanlis sacma fel nonsens`,
  no: `no nope nah nein nee non nej nie hayir nao not nicht pas ne`,
  small: `
    it its that thats this is was were answer the a an at all i am im meant mean sorry but again still completely totally just so you are youre your to me all still really very hm hmm oh ok okay well
    das ist es war total leider immer noch ist c est ca es eso e questo quello isso dat is het to jest bu o det ar`,
  /** Words of what a machine does by itself: "it doesn't work" is about the answer only where nothing else is named. */
  resolved: `
    thanks thank_you thankyou thx ty tysm cheers thats_all thats_it_thanks that_is_all that_worked it_worked that_works it_works works_now working_now it_works_now that_helped that_helps this_helped
    that_was_helpful very_helpful solved its_solved problem_solved fixed_it its_fixed that_fixed_it got_it_working all_good all_set sorted figured_it_out found_it bye goodbye bye_bye see_you
    have_a_nice_day have_a_good_day have_a_great_day good_night perfect_thanks you_helped appreciate_it appreciated much_appreciated
    danke dankeschon vielen_dank hat_geklappt hat_funktioniert hat_geholfen geht_jetzt funktioniert_jetzt erledigt gelost tschuss auf_wiedersehen
    merci ca_marche c_est_regle c_est_resolu probleme_resolu au_revoir bonne_journee
    gracias ha_funcionado funciono ya_funciona resuelto solucionado adios hasta_luego
    grazie ha_funzionato funziona_ora risolto arrivederci ciao_grazie buona_giornata
    obrigado obrigada funcionou ja_funciona resolvido adeus ate_logo
    bedankt dank_je dank_u dankjewel dankuwel werkt_nu het_werkt_nu opgelost tot_ziens doei
    dziekuje dzieki dziala_juz juz_dziala zadzialalo rozwiazane do_widzenia
    tesekkurler tesekkur_ederim sagol sagolun ise_yaradi cozuldu hosca_kal hoscakal gule_gule
    tack tusen_tack det_funkade det_fungerade funkar_nu fungerar_nu lost hej_da`,
  /** Thanks that settle nothing. */
  notThanks: `
    no_thanks no_thank_you thanks_for_nothing thanks_in_advance thank_you_in_advance thx_in_advance nein_danke non_merci no_gracias no_grazie nao_obrigado nao_obrigada nee_dank nee_bedankt
    nie_dziekuje hayir_tesekkurler nej_tack danke_im_voraus danke_fur_nichts merci_d_avance merci_pour_rien gracias_por_nada gracias_de_antemano grazie_in_anticipo grazie_per_niente
    obrigado_por_nada alvast_bedankt bedankt_voor_niets z_gory_dziekuje tack_pa_forhand tack_for_inget`,
}

export const offerWords = {
  yes: `
    yes yeah yep yup yea ya yas aye sure ok okay okey k kk please pls plz absolutely definitely certainly indeed right alright go_ahead go_for_it do_it do_that do_so please_do lets_do_it lets_do_that
    sounds_good sounds_great sounds_fine that_would_be_great that_would_be_nice that_would_be_good that_would_be_lovely that_would_help that_works works_for_me id_like_that i_would_like_that i_do i_would
    id_love_to i_want_that that_is_fine thats_fine fine great perfect good_idea why_not of_course for_sure by_all_means connect_me connect_us put_me_through transfer_me get_me_someone get_someone
    no_problem dont_mind i_agree agreed happy_to gladly would_appreciate yes_i_want
    ja jawohl jo jup klar gerne gern bitte mach_das machen_sie_das tun_sie_das einverstanden naturlich auf_jeden_fall das_ware_gut das_ware_nett das_ware_super in_ordnung passt genau verbinden_sie_mich
    oui ouais d_accord volontiers s_il_vous_plait svp stp bien_sur avec_plaisir je_veux_bien ca_marche allez_y vas_y faites_le ce_serait_bien parfait pourquoi_pas
    si claro vale por_favor por_supuesto adelante hazlo hagalo de_acuerdo esta_bien me_gustaria seria_genial perfecto bueno dale venga
    certo certamente va_bene per_favore volentieri d_accordo procedi procedete si_grazie perfetto fallo lo_faccia mi_piacerebbe magari
    sim claro_que_sim pode_ser quero gostaria com_certeza pode_sim por_favor esta_bem tudo_bem faca_isso seria_otimo
    graag graag_ja prima doe_maar goed akkoord natuurlijk zeker alstublieft alsjeblieft dat_is_goed dat_zou_fijn_zijn ja_hoor
    tak poprosze prosze jasne oczywiscie pewnie dobrze chetnie zgoda moze_byc okej niech_bedzie
    evet lutfen tamam olur tabii tabi elbette isterim isterdim memnun_olurum iyi_olur baglayin
    japp jada garna tack_garna gor_det visst absolut javisst det_vore_bra det_later_bra snalla okej ja_tack`,
  no: `
    no nope nah noo nay no_thanks no_thank_you no_thx not_now not_yet not_today not_right_now not_needed not_necessary not_required no_need dont_need do_not_need dont_want do_not_want dont_bother dont_worry
    no_worries never_mind nevermind nvm maybe_later perhaps_later later another_time some_other_time im_fine i_am_fine im_good i_am_good im_ok im_okay were_good all_good its_fine its_ok its_okay it_is_fine
    id_rather_not i_would_rather_not rather_not prefer_not ill_manage i_will_manage ill_figure_it_out ill_try ill_do_it_myself ill_look forget_it leave_it skip_it skip pass wont_be_necessary cancel_that
    i_dont_think_so dont_think_so nothing_else thats_all negative
    nein ne nee noe nicht_jetzt nicht_notig jetzt_nicht spater vielleicht_spater nein_danke danke_nein lieber_nicht kein_bedarf brauche_ich_nicht nicht_notwendig schon_gut passt_schon geht_schon
    non pas_maintenant pas_besoin plus_tard non_merci c_est_bon pas_la_peine ca_ira pas_pour_l_instant sans_facon laissez_tomber laisse_tomber
    ahora_no no_gracias no_hace_falta mas_tarde luego no_por_ahora no_es_necesario dejalo otro_momento
    non_ora no_grazie non_serve non_importa piu_tardi dopo non_e_necessario lascia_stare per_ora_no magari_dopo
    nao agora_nao nao_obrigado nao_obrigada nao_precisa nao_e_preciso mais_tarde depois nao_quero deixa_estar talvez_depois nao_e_necessario
    niet_nu nu_niet nee_dank_je nee_bedankt niet_nodig hoeft_niet laat_maar later_misschien liever_niet misschien_later
    nie nie_teraz nie_dziekuje nie_trzeba pozniej nie_potrzebuje moze_pozniej niekonieczne nie_ma_potrzeby
    hayir simdi_degil gerek_yok hayir_tesekkurler daha_sonra sonra istemiyorum istemem gerekmez kalsin belki_sonra
    nej inte_nu nej_tack behovs_inte inte_nodvandigt senare kanske_senare det_ar_bra_sa det_behovs_inte`,
  small: `
    i you me it that this to a an the with my and or so just then now right_now here thanks thank_you thank thx ty very much lot for at all well hm hmm oh ah actually really would like want do be is im am will id
    someone somebody anyone human person agent team member colleague support real live connect talk speak lovely great nice good best be ok okay kind help asap immediately today moment but i_think think so_much
    guess maybe perhaps if possible possible sir madam friend im_sure yes_please
    ich mir mich das es doch danke mal jetzt auch sehr noch so schon bitte mit einem einer mitarbeiter menschen verbinden
    je moi ca le la merci maintenant tout de suite beaucoup avec un une quelqu conseiller
    yo lo la me eso gracias ahora mismo mucho muchas con una alguien persona agente si_por
    io mi lo la grazie ora adesso mille con una qualcuno operatore
    eu isso agora obrigado obrigada muito com uma alguem pessoa atendente
    ik dat het mij nu dank je u wel heel met iemand medewerker hoor
    to mi teraz dziekuje bardzo z kims konsultantem chce
    bunu bana simdi tesekkurler cok biriyle beni
    jag det mig nu tack mycket med nagon`,
  question: `
    how what when where why which who whose whom does did is_it are_there is_there can_you could_you can_i do_you
    wie was wann wo warum welche wer comment quand ou pourquoi quel* combien como cuando donde porque cual quien cuanto come quando dove perche quale quanto onde por_que qual quem hoe wat wanneer waar waarom welke
    jak kiedy gdzie dlaczego ktory co nasil ne_zaman nerede neden hangi hur vad nar var varfor vilken`,
}
