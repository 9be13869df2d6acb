/**
 * The words by which people ask for a person, in ten languages.
 *
 * Written without accents, since lines are compared without them. `_` joins a phrase, `*` ends a stem. A word may stand in several lists.
 * All lists are our own; widen them by the kind of word, never by copying somebody's sentence.
 */
export type Role =
  | 'person' // names a human who could answer: may stand alone ("agent please")
  | 'some' // somebody, a person, staff: needs a verb or "real" beside it
  | 'team' // support, sales, the billing department: only after "connect me with" or "talk to"
  | 'real' // real, living, actual
  | 'talk' // speak, chat, reach
  | 'pass' // connect me, put me through
  | 'want' // I want, give me, I need
  | 'exist' // is there, do you have
  | 'here' // available, there
  | 'call' // call me, ring me back
  | 'help' // help me, look at this
  | 'not' // negates what follows
  | 'cannot' // a negation that wishes all the same: "I don't know how to …"
  | 'bot'
  | 'tired' // fed up with, uncomfortable with, enough of
  | 'mine' // somebody of the visitor's own: "my travel agent"
  | 'filler' // may stand between want and person, or after the person
  | 'with' // talk TO, talk WITH
  | 'insider' // one of your people: enough with "help me"
  | 'for' // what follows is whom something is meant for: "a discount for staff"
  | 'raise' // escalate this, call me back: enough on its own

export type Language = { name: string; verbLast: boolean; words: Partial<Record<Role, string>> }

const english: Language = {
  name: 'en',
  verbLast: false,
  words: {
    person:
      'human humans agent agents operator operators representative representatives rep csr advisor advisors adviser advisers human_being human_beings supervisor worker employee consultant live_person customer_service_rep live_support live_chat human_support human_assistance human_help real_help real_support actual_support a_person person_please person_now person_plz living_being someone_real anyone_real somebody_real someone_human customer_service_please customer_support_please support_please',
    some: 'someone somebody anyone anybody person assistant assistants staff manager managers colleague colleagues technician technicians specialist specialists expert teammate one_of_you one_of_your people_there your_people real_people boss',
    team: 'support customer_service customer_care customer_support customer_services team department sales helpdesk help_desk service_desk technical_support billing accounts',
    real: 'real live living actual human genuine proper breathing true different another other',
    talk: 'talk talking speak speaking chat chatting contact contacting reach reaching converse get_through get_hold get_in_touch be_in_touch have_a_word word_with discuss call_with phone_call_with connected_to connected_with transferred_to',
    pass: 'connect_me transfer_me put_me put_through pass_me hand_me switch_me route_me forward_me redirect_me direct_me patch_me link_me refer_me escalate_me direct_to_me connect_us pass_this hand_this pass_it hand_over hand_it transfer_this transfer_to forward_this get_me_through direct_to transfer_my_chat connecting_me connect_to hook_me_up get_support_on get_me_on',
    want: 'want wanna need give_me get_me get_us give_us find_me send_me bring_me like_a like_an prefer demand require get_a get_an ask_for asking_for have_a have_an want_a have_to_have bring_in assistance_from help_from help_of id_like would_like looking_for dealing_with deal_with find put_a put_an let_a let_an ask',
    exist: 'is_there are_there isnt_there do_you_have have_you_got there_is_no any_chance_of is_a is_an is_any',
    here: 'here there available around online free now today',
    call: 'call_me ring_me phone_me email_me mail_me write_me contact_me message_me call_us call_back ring_back phone_us give_me_a_call give_me_a_ring text_me reach_me reach_out get_back_to_me answer_me respond_to_me reply_to_me',
    help: 'help_me help_us look_at look_into take_a_look take_over take_care check_this handle_this deal_with to_help assist_me read_this answer_this answer_me see_this review_this reply',
    not: 'dont not wont never without neednt shouldnt rather_not thanks_to no_need do_i_need do_i_have_to nor stop avoid after while',
    cannot:
      'dont_know do_not_know dont_understand do_not_understand not_helpful not_working not_able wont_let not_help arent_helpful isnt_helping not_understand havent_been no_idea not_sure dont_trust not_getting doesnt_help not_helping why_not why_cant cant cannot can_not dont_feel_comfortable not_feel_comfortable',
    insider:
      'colleague colleagues one_of_you one_of_your your_people your_team a_person a_human real_person real_human actual_person get_someone get_somebody have_someone have_somebody',
    bot: 'bot bots robot robots chatbot chatbots machine machines ai computer computers automat* script algorithm program',
    tired:
      'tired sick fed_up enough comfortable uncomfortable done_with wasting hate hating trust no_more dont_like dont_want do_not_want dont_talk dont_wanna refuse instead_of rather_than stop_this not_talking wont_talk not_speaking not_chatting get_past get_around bypass out_of_this out_of_the skip_this skip_the',
    mine: 'my our his her their became become becoming as_an travel estate insurance cleaning secret',
    filler:
      'a an the of your you from to in on at for at_all about with please plz pls now right here there who that which regarding instead today this asap immediately real live actual human some any just one first already again so thanks thank and or else because if can i we me bloody damn fucking stupid freaking goddamn required needed wanted help assistance support service sales customer team staff technical billing',
    with: 'to with a an somebody someone anyone anybody',
    for: 'for',
    raise:
      'escalate_this escalate_it escalate_my escalate_to please_escalate want_to_escalate want_this_escalated call_me_back ring_me_back phone_me_back please_call_me request_a_callback anyone_there anybody_there anyone_here anybody_here who_can_i_talk who_can_i_speak who_do_i_talk who_should_i_talk be_transferred be_connected',
  },
}

const german: Language = {
  name: 'de',
  verbLast: true,
  words: {
    person:
      'mensch menschen mitarbeiter* agent agenten berater* ansprechpartner* kundenberater* sachbearbeiter* operator servicemitarbeiter* support_mitarbeiter kundenbetreuer* kundenservice kundendienst live_chat',
    some: 'jemand jemanden jemandem person personen kollege* kollegin* techniker* vorgesetzt* chef* spezialist* experte* leute einer_von_euch einem_von_ihnen',
    team: 'support team abteilung technik hotline buchhaltung vertrieb service personal',
    real: 'echt* richtig* wirklich* real* lebend* menschlich* leibhaftig*',
    talk: 'sprechen reden chatten telefonieren spreche rede schreiben unterhalten kontaktieren erreichen erreiche kontakt verbunden',
    pass: 'verbinden_sie_mich verbinde_mich verbindet_mich mich_verbinden stellen_sie_mich stell_mich mich_durchstellen mich_weiterleiten leiten_sie_mich leite_mich weiterleiten weitergeleitet durchstellen verbinden ubergeben_sie geben_sie_mir gib_mir gebt_mir weiterleiten_an',
    want: 'brauche brauch brauchen benotige will mochte mocht moechte hatte_gern hatte_gerne hatte gern_einen will_einen holen_sie hol geben_sie_mir gib_mir bitte wunsche verlange',
    exist: 'gibt_es gibts ist_da ist_dort ist_hier habt_ihr haben_sie ist_jemand ist_denn',
    here: 'da hier verfugbar erreichbar online frei',
    call: 'mich_anrufen mich_zuruckrufen ruckruf rufen_sie_mich ruft_mich ruf_mich zuruckrufen mich_jemand bei_mir_melden melden_sie_sich mir_schreiben rufen_mich mich_kontaktieren mich_bitte_zuruckrufen mich_bitte_anrufen',
    help: 'mir_helfen uns_helfen sich_das_ansehen das_anschauen weiterhelfen sich_kummern',
    not: 'nicht kein keine keinen keinem keiner ohne nie',
    cannot:
      'weiss_nicht weiss_nicht_wie kann_nicht verstehe_nicht verstehst_mich_nicht hilft_nicht hilft_mir_nicht nicht_weiter warum_nicht',
    bot: 'bot bots roboter* maschine* chatbot* computer* ki automat* programm',
    tired: 'genug satt statt nervt keine_lust keinen kein mit_einem_bot schluss blod* nicht_mit',
    mine: 'mein meine meinem meinen meiner unser unsere unserem sein seine ihr_berater fur',
    filler:
      'ein eine einen einem einer nen nem ne so der die das den dem mit von aus bei zu zum im in euch ihnen ihrem ihrer ihren eurem mal doch bitte jetzt hier sofort auch noch oder und nur gern gerne danke der_sich sprechen reden service team support kunden bot statt wegen uber zu',
    with: 'mit zu an',
    for: 'fur',
    raise:
      'um_ruckruf um_einen_ruckruf gern_einen_ruckruf gerne_einen_ruckruf ruft_mich_zuruck rufen_sie_mich_zuruck rufen_sie_mich_an ruft_mich_an',
    insider: 'kolleg* einer_von_euch jemand_von_euch',
  },
}

const french: Language = {
  name: 'fr',
  verbLast: false,
  words: {
    person:
      'humain humaine humains agent agents conseiller conseillere conseillers conseilleres operateur operatrice teleconseiller interlocuteur etre_humain service_client support_client',
    some: 'quelqu_un quelquun personne personnes technicien technicienne collegue collegues responsable employe employee specialiste expert',
    team: 'service_client support equipe departement assistance apres_vente sav service_technique service_commercial comptabilite facturation service',
    real: 'vrai vraie vrais reel reelle vivant vivante humain humaine chair_et en_chair',
    talk: 'parler discuter echanger chatter contacter joindre dialoguer communiquer converser parle parlez avoir entretenir',
    pass: 'passez_moi passe_moi me_passer transferez_moi transferer me_transferer mettez_moi me_mettre connectez_moi me_connecter redirigez_moi me_rediriger orientez_moi en_relation mettre_en mets_moi',
    want: 'veux voudrais besoin donnez_moi donne_moi souhaite souhaiterais aimerais exige il_me_faut faut prefere prefererais demande cherche voulais',
    exist: 'y_a_t_il y_a_til est_ce_qu_il_y_a il_y_a avez_vous y_a',
    here: 'disponible disponibles la ici en_ligne dispo present',
    call: 'm_appeler me_rappeler rappelez_moi appelez_moi m_appelle me_rappelle me_contacter contactez_moi m_ecrire etre_rappele me_telephoner etre_rappelee me_rappelez',
    help: 'm_aider aidez_moi me_repondre s_en_occuper regarder_ca',
    not: 'pas sans jamais aucun aucune plus_de',
    cannot: 'sais_pas comprends_pas comprenez_pas arrive_pas peux_pas marche_pas aide_pas pourquoi_pas',
    bot: 'robot robots bot bots machine machines chatbot ordinateur ia automate',
    tired: 'assez marre veux_pas pas_de plus_de pas_un ras_le_bol au_lieu plutot_qu plutot pas_avec',
    mine: 'mon ma mes notre nos son sa leur ses',
    filler:
      'un une le la les l d de du des a au avec votre vos s il vous plait svp stp merci maintenant ici tout suite qui pour pas par en chair et os ou humain vrai vraie reel client service support equipe relation contact autre d_autre seule_fois chez qu que',
    with: 'a au avec un une le la votre vos',
    for: 'pour',
    raise: 'faire_remonter rappelez_moi',
    insider: 'collegue collegues',
  },
}

const spanish: Language = {
  name: 'es',
  verbLast: false,
  words: {
    person:
      'humano humana humanos agente agentes asesor asesora asesores operador operadora operadores operario representante representantes ejecutivo ejecutiva teleoperador ser_humano persona_real atencion_al_cliente atencion_humana',
    some: 'alguien persona personas tecnico tecnica companero companera colega encargado encargada supervisor supervisora gerente responsable empleado empleada especialista',
    team: 'atencion_al_cliente soporte equipo departamento servicio_al_cliente servicio ventas facturacion asistencia',
    real: 'real reales verdadero verdadera verdad vivo humano humana carne_y_hueso',
    talk: 'hablar charlar conversar chatear contactar comunicarme comunicar comunicarse platicar hablo contacto hable',
    pass: 'paseme pasame me_pase me_pasa me_pasas pasarme pongame ponme me_ponga me_pongan ponerme poner_con me_pueden_poner conecteme conectame comuniqueme comunicame me_comunica transfierame transfiereme transferirme derivame derivarme me_comunique',
    want: 'quiero necesito quisiera deme dame me_gustaria exijo pido prefiero denme busco ocupo',
    exist: 'hay tienen teneis tienes esta',
    here: 'disponible disponibles ahi aqui ahora conectado',
    call: 'me_llame me_llamen llamarme me_atienda me_atiende atenderme me_puede_atender me_atiendan llamame llameme me_llama me_contacte me_contacten contactarme me_devuelvan me_escriba me_llamara llamenme',
    help: 'ayudarme me_ayude ayudeme me_atienda atenderme revise_esto',
    not: 'no sin nunca ningun ninguna tampoco ni',
    cannot: 'no_se no_entiendo no_puedo no_me_entiende no_entiendes no_me_sirve no_sirve no_funciona no_ayuda por_que_no',
    bot: 'bot bots robot robots maquina maquinas chatbot ordenador computadora ia contestador',
    tired: 'harto harta basta cansado cansada no_quiero no_mas en_vez en_lugar',
    mine: 'mi mis nuestro nuestra su sus tu_agente de_viajes',
    filler:
      'un una el la los las de del a al con por favor porfa porfavor gracias ya ahora aqui que quien su sus vuestro vuestra alguno algun alguna ustedes real verdad carne y hueso mismo humano humana atencion soporte servicio cliente equipo no o para',
    with: 'con a al un una',
    for: 'para',
    raise: 'escalar_esto escalar_mi escale_esto llamenme llameme_por',
    insider: 'companero companera colega',
  },
}

const italian: Language = {
  name: 'it',
  verbLast: false,
  words: {
    person:
      'umano umana umani operatore operatrice operatori agente agenti consulente consulenti addetto addetta assistente rappresentante essere_umano persona_vera servizio_clienti assistenza_clienti',
    some: 'qualcuno persona persone tecnico tecnici collega colleghi responsabile impiegato specialista esperto',
    team: 'assistenza assistenza_clienti servizio_clienti supporto team reparto ufficio servizio vendite',
    real: 'vero vera veri reale reali umano umana carne_e in_carne viva',
    talk: 'parlare chattare contattare discutere comunicare conversare scrivere parlo sentire raggiungere contatto',
    pass: 'mi_passi passami mi_passa passatemi mi_passate passarmi mi_mette mettimi mettetemi mettermi mi_metta mi_metti collegami mi_colleghi mi_collega trasferiscimi trasferirmi mi_trasferisca in_contatto',
    want: 'voglio vorrei bisogno dammi datemi mi_serve desidero pretendo preferisco preferirei mi_dia cerco',
    exist: 'c_e ce ci_sono avete esiste',
    here: 'disponibile disponibili li qui online',
    call: 'mi_puo_richiamare mi_puo_chiamare puo_richiamarmi puo_chiamarmi essere_richiamato essere_richiamata essere_chiamato mi_chiami chiamarmi mi_chiama richiamarmi mi_richiami richiamato richiamata contattato contattata ricontattata mi_richiama chiamatemi mi_contatti contattarmi richiamatemi mi_chiamasse ricontattato',
    help: 'aiutarmi mi_aiuti aiutatemi mi_puo_aiutare',
    not: 'non senza mai nessun nessuno niente',
    cannot: 'non_so non_capisco non_riesco non_capisci non_mi_aiuta non_funziona perche_non',
    bot: 'bot robot macchina macchine chatbot computer ia risponditore',
    tired: 'basta stufo stufa stanco stanca invece_di non_voglio niente',
    mine: 'mio mia miei nostro nostra suo sua loro',
    filler:
      'un uno una il lo la l i gli le di del della da dal con per favore cortesia grazie adesso ora qui che chi vostro vostra vostri vero vera umano umana in carne e o ossa clienti servizio assistenza cui subito a al',
    with: 'con a al un una uno',
    for: 'per ai agli',
    raise: 'richiamatemi mi_richiami richiamami',
    insider: 'collega colleghi',
  },
}

const portuguese: Language = {
  name: 'pt',
  verbLast: false,
  words: {
    person:
      'humano humana humanos atendente atendentes operador operadora agente agentes assistente representante consultor consultora ser_humano atendimento_humano pessoa_real suporte_humano apoio_ao_cliente',
    some: 'alguem pessoa pessoas tecnico tecnica colega colegas gerente supervisor supervisora responsavel funcionario funcionaria especialista gente',
    team: 'suporte apoio_ao_cliente atendimento equipa equipe departamento atendimento_ao_cliente servico setor sac financeiro vendas',
    real: 'real reais verdadeiro verdadeira verdade humano humana carne_e viva',
    talk: 'falar conversar contactar contatar comunicar chatear falo conversa contacto contato converse',
    pass: 'me_transferir transfira_me transfere_me transferir_me me_transfira me_passa me_passe passe_me passar_me ligue_me_a me_conecte conecte_me coloque_me colocar_me ponha_me me_coloca me_coloque em_contacto em_contato me_encaminhe encaminhe_me me_transfere',
    want: 'quero preciso queria gostaria gostava me_da me_de de_me exijo prefiro desejo chama chame',
    exist: 'ha tem existe tem_algum tem_alguem ha_algum esta',
    here: 'disponivel disponiveis ai aqui online agora',
    call: 'me_ligue me_ligar ligue_me ligar_me me_ligasse me_ligassem me_ligam me_liguem me_telefonar me_contacte me_contate me_retorne ser_atendido ser_atendida me_atenda me_atender ligar_para_mim me_liga me_ligarem me_telefone contactar_me',
    help: 'me_ajudar ajudar_me me_ajude me_atender',
    not: 'nao sem nunca nenhum nenhuma nem',
    cannot: 'nao_sei nao_entendo nao_consigo nao_entende nao_ajuda nao_funciona por_que_nao nao_serve',
    bot: 'robo robos bot bots maquina maquinas chatbot computador ia',
    tired: 'chega farto farta cansado cansada nao_quero em_vez',
    mine: 'meu minha meus minhas nosso nossa seu_agente sua de_viagens',
    filler:
      'um uma o a os as de do da com por favor pfv pf obrigado obrigada agora aqui que quem seu sua seus vosso vossa algum alguma voces real verdade humano humana carne e ou osso suporte atendimento equipa equipe ja eu possa para ao',
    with: 'com a ao um uma',
    for: 'para',
    raise: 'liguem_me liga_me_de',
    insider: 'colega colegas',
  },
}

const dutch: Language = {
  name: 'nl',
  verbLast: true,
  words: {
    person:
      'mens mensen medewerker* agent adviseur* operator vertegenwoordiger* consulent* klantenservice klantendienst servicemedewerker* echte_persoon',
    some: 'iemand persoon personen collega* technicus monteur manager leidinggevende chef specialist expert',
    team: 'klantenservice klantendienst support team afdeling helpdesk verkoop service administratie',
    real: 'echte echt levende menselijke menselijk heuse',
    talk: 'spreken praten chatten bellen overleggen contact contacteren bereiken spreek praat schrijven telefoneren lijn',
    pass: 'verbind_me verbind_mij verbindt_u_mij me_doorverbinden mij_doorverbinden doorverbinden zet_me schakel_me geef_me geef_mij me_door mij_door breng_me',
    want: 'wil wou nodig geef_me geef_mij graag liever zou_graag mag_ik kan_ik heb_een hebben gewoon',
    exist: 'is_er zijn_er hebben_jullie heeft_u is_daar',
    here: 'beschikbaar daar hier aanwezig online bereikbaar',
    call: 'mij_bellen me_bellen me_terugbellen mij_terugbellen bel_me bel_mij terugbellen teruggebeld contact_met_mij me_even_bellen mij_contacteren',
    help: 'me_helpen mij_helpen ons_helpen hiernaar_kijken',
    not: 'niet geen zonder nooit',
    cannot: 'weet_niet kan_niet begrijp_niet snapt_niet begrijpt_me_niet helpt_niet werkt_niet waarom_niet',
    bot: 'bot bots robot robots machine machines chatbot computer* ai automaat',
    tired: 'genoeg zat geen beu in_plaats niet_met',
    mine: 'mijn m_n onze ons zijn_adviseur haar hun',
    filler:
      'een de het met van uit op aan in bij jullie uw je jouw u alsjeblieft alstublieft aub svp graag nu hier even gewoon dank bedankt en of die dat wie ik kan echte team support service lijn te over',
    with: 'met een aan',
    for: 'voor',
    raise: 'bel_me_terug bel_mij_terug',
    insider: 'collega* een_van_jullie iemand_van_jullie',
  },
}

const polish: Language = {
  name: 'pl',
  verbLast: false,
  words: {
    person:
      'czlowiek* konsultant* agent agenta agentem operator* pracownik* doradc* przedstawiciel* obslug*_klienta zywy_czlowiek specjalist* biuro_obslugi',
    some: 'ktos kogos kims komus osoba osoby osobe osoba_z technik* kierownik* menedzer* przelozon* koleg* ekspert*',
    team: 'obsluga obsluge obslugi obslugi_klienta dzial* wsparcie wsparciem wsparcia zespol* serwis* pomoc_techniczna infolini*',
    real: 'prawdziw* zyw* ludzk* realn*',
    talk: 'rozmawiac porozmawiac pogadac gadac kontakt* skontaktowac mowic napisac rozmow* rozmawiam dogadac',
    pass: 'polacz_mnie polaczcie_mnie polaczyc_mnie prosze_polaczyc prosze_o_polaczenie przelacz* przekieruj* przekaz* mnie_polaczyc mnie_przelaczyc mnie_polaczyc_z polaczenie_z',
    want: 'chce chcialbym chcialabym potrzebuje potrzebny dajcie daj_mi dajcie_mi poprosze prosze wole wolalbym wolalabym zadam prosze_o dawac dawaj potrzebny_mi',
    exist: 'jest sa jest_tam jest_tu czy_jest macie znajdzie_sie',
    here: 'dostepny dostepna tam tu online wolny na_miejscu',
    call: 'do_mnie_zadzwonic zadzwonic_do_mnie zadzwoncie zadzwoni_do_mnie oddzwonic oddzwoni do_mnie_oddzwonic zadzwon_do_mnie napisze_do_mnie do_mnie_zadzwoni oddzwonienie oddzwoncie',
    help: 'mi_pomoc pomoc_mi pomoze_mi zajac_sie',
    not: 'nie bez nigdy zaden zadna zadnego zadnych',
    cannot: 'nie_wiem nie_rozumiem nie_moge nie_rozumiesz nie_dziala nie_pomaga dlaczego_nie',
    bot: 'bot bota botem boty robot robota robotem maszyn* chatbot* komputer* automat*',
    tired: 'dosc mam_dosc nie_chce zamiast zadnych koniec',
    mine: 'moj moja moje mojego moim nasz nasza nasze jego jej',
    filler:
      'z ze od do o na w prosze pilnie teraz tu tutaj zywego zywym prawdziwym prawdziwa panstwa was waszego waszym jakis jakas jakiegos jakims ktory ktora mi mnie i lub dzieki dziekuje klienta dzialu obslugi',
    with: 'z ze',
    for: 'dla',
    raise: 'prosze_oddzwonic zadzwoncie_do_mnie oddzwoncie',
    insider: 'ktos_z_was ktos_z_panstwa',
  },
}

const turkish: Language = {
  name: 'tr',
  verbLast: true,
  words: {
    person:
      'temsilci* insan* yetkili* operator* danisman* musteri_temsilci* musteri_hizmet* canli_destek canli_temsilci* gercek_insan* gercek_kisi* destek_ekibi* calisan*iniz',
    some: 'biri birine biriyle birinden birisi birisine birisiyle kisi kisiyle kisiye kimse eleman* uzman* teknisyen* mudur* sorumlu* arkadas* gorevli* yonetici*',
    team: 'destek musteri_hizmetleri musteri_hizmetlerine ekip ekipten departman* servis* destege',
    real: 'gercek canli hakiki sahici',
    talk: 'gorus* konus* ulas* iletisim* baglan* gecebilir* yazis* irtibat*',
    pass: 'bagla* aktar* yonlendir* baglayin* baglar_mi* baglanmak',
    want: 'var_mi yok_mu istiyorum isterim istiyoruz lazim verin ver rica lutfen gerek gerekiyor ihtiyac* olsun',
    exist: 'var_mi yok_mu orada',
    here: 'orada musait var burada',
    call: 'beni_arasin beni_ara* arasin_beni geri_ara* bana_ulas* beni_birisi_arasin arayabilir_mi aranmak beni_arar',
    help: 'yardim_etsin yardimci_olsun ilgilensin',
    not: 'degil istemiyorum istemem olmasin yok',
    cannot: 'bilmiyorum anlamiyorum anlamiyorsun yardimci_olmuyor calismiyor',
    bot: 'bot* robot robotla robotu robotlarla makine makineyle yapay_zeka chatbot*',
    tired: 'biktim yeter istemiyorum',
    mine: 'benim bizim emlak sigorta seyahat doktorum avukatim onun',
    filler:
      'miyim miyiz mi bir lutfen ile hemen simdi acil tesekkurler musteri gercek canli icin bana beni ve veya de da orada ekibinden ekipten destek olan',
    with: '',
    for: 'icin',
    raise: 'beni_geri_arayin',
  },
}

const swedish: Language = {
  name: 'sv',
  verbLast: false,
  words: {
    person:
      'manniska manniskor medarbetare agent handlaggare radgivare operator kundtjanst kundservice representant kundtjanstmedarbetare supportmedarbetare kundradgivare',
    some: 'nagon nan nagon_annan person personer kollega kollegor tekniker chef chefen anstalld specialist expert personal',
    team: 'kundtjanst kundservice support supporten teamet team avdelning avdelningen forsaljning ekonomiavdelningen',
    real: 'riktig riktigt riktiga akta levande mansklig verklig',
    talk: 'prata snacka tala chatta kontakta diskutera na kontakt fa_tag pratar skriva ringa',
    pass: 'koppla_mig koppla_over kopplad skicka_mig satt_mig flytta_mig vidarekoppla_mig ge_mig koppla_vidare kopplas',
    want: 'vill behover ge_mig skulle_vilja onskar kraver foredrar far_jag kan_jag hellre tack',
    exist: 'finns_det finns har_ni ar_det',
    here: 'tillganglig dar har ledig online hos_er',
    call: 'ringa_mig ringa_upp_mig ring_mig ringer_mig ringa_upp ringa_tillbaka ring_upp_mig kontakta_mig mejla_mig bli_uppringd ring_tillbaka',
    help: 'hjalpa_mig hjalpa_oss titta_pa ta_over',
    not: 'inte ingen inga utan aldrig inget ej',
    cannot: 'vet_inte forstar_inte kan_inte hjalper_inte fungerar_inte funkar_inte varfor_inte',
    bot: 'bot botar robot robotar maskin maskiner chatbot chattbot dator ai',
    tired: 'trott less istallet vill_inte inte_en ingen slipp slippa',
    mine: 'min mitt mina var vart vara hans hennes deras',
    filler:
      'ha hjalp en ett den det i pa hos av fran med till for om er ert era nagon som har nu tack snalla genast idag kan jag och eller riktig levande teamet support annan dar ni',
    with: 'med till i en',
    for: 'for',
    raise: 'ring_upp_mig ring_mig_tillbaka',
    insider: 'kollega kollegor nagon_av_er',
  },
}

export const languages: readonly Language[] = [english, german, french, spanish, italian, portuguese, dutch, polish, turkish, swedish]
