/** The words by which a sentence shows how a keyword in it is meant. Written without accents; `_` joins a phrase, `*` is any ending or any one word. */
export const senseWords = {
  not: `
    dont not no never doesnt didnt wont wouldnt isnt arent wasnt werent aint shouldnt neednt havent hasnt hadnt nothing none nobody noone no_one without neither nor hardly barely
    zero instead_of rather_than avoid against no_longer far_from other_than changed_my_mind decided_against stop_the stop_my instead_to`,
  /** Negates in other languages. */
  foreignNot: `
    nicht kein keine keinen keinem keiner keines ohne nie niemals pas aucun aucune jamais sans ningun ninguna nunca sin non nessun nessuna mai senza nao nenhum nenhuma nem sem
    niet geen nooit zonder nie zaden zadna zadnego bez degil istemiyorum istemem yok inte ingen inga utan aldrig ej tampoco`,
  /** A negation that denies nothing of the keyword: it goes on with a grievance. */
  forgiven: `
    not_only not_just not_happy not_satisfied not_pleased not_impressed not_ok not_okay not_fair not_right not_acceptable not_enough not_good not_amused not_cool not_working not_responding not_answering
    cant cannot can_not couldnt could_not unable not_able wont_let doesnt_let didnt_let not_let doesnt_work does_not_work didnt_work dont_work not_work dont_know do_not_know dont_understand do_not_understand
    dont_see dont_find not_find not_sure no_idea no_way_to no_option no_button no_answer no_reply no_response no_luck no_choice no_help no_more_bots dont_ignore dont_make_me do_not_ignore do_not_make_me
    dont_tell_me dont_care dont_trust dont_think_its_fair didnt_order did_not_order didnt_make did_not_make didnt_authori* did_not_authori* didnt_buy didnt_sign didnt_ask_for_this didnt_agree never_agreed
    never_ordered never_signed dont_recogni* do_not_recogni* didnt_recogni* why_not why_dont why_didnt why_wont why_havent why_hasnt why_isnt why_wasnt why_cant havent_received have_not_received hasnt_arrived
    has_not_arrived never_received never_got never_arrived didnt_receive did_not_receive didnt_get did_not_get havent_got havent_had have_not_had havent_heard never_heard_back not_received not_yet hasnt_been
    has_not_been havent_been have_not_been wasnt_been was_never were_never still_not still_havent still_hasnt still_no still_dont still_didnt no_longer_accept wont_accept not_going_away wont_stand wont_tolerate
    if_you_dont if_you_do_not if_i_dont if_i_do_not if_nobody if_no_one if_this_isnt if_this_is_not if_it_isnt if_it_is_not if_its_not if_youre_not if_not unless not_acceptable no_one_answers nobody_answers
    nobody_replies nobody_responds no_one_replies no_one_responds nobody_is_answering nobody_helps not_come not_gone not_a_joke not_joking no_joke no_excuse never_again not_coming_back dont_waste dont_want_to_wait
    wont_hesitate will_not_hesitate not_hesitate not_afraid wont_wait wont_rest wont_stop wont_leave not_leaving wont_pay no_bot no_bots not_a_bot not_you not_a_robot no_robot no_other_option no_other_choice not_going_to_accept not_going_to_wait dont_think_i not_going_to_let cant_wait not_in_the_mood dont_have_time didnt_want`,
  /** Ends the reach of a negation. */
  but: `but until unless except only so because therefore otherwise instead please pls plz just and then since hence yet`,
  /** Wishes, demands. */
  want: `
    want wanna need would_like id_like like_to id_love demand insist require requesting request requested expect expecting wish wishing asking_for ask_for asked_for asked_you claim claiming deserve must has_to_be
    have_to_be needs_to_be should_be give_me get_me give_us get_us send_me i_get_my where_is_my wheres_my where_is_the_rest waiting_for my_rest due_to_me owe owed process_my issue_a issue_my
    looking_for id_prefer i_prefer trying_to tried_to try_to help_me i_have_to we_have_to i_am_going_to im_going_to i_will ill we_will going_to gonna about_to decided_to prefer_to wants_to`,
  /** A wish to know only. */
  know: `
    want_to_know wanna_know need_to_know like_to_know love_to_know to_know to_understand need_info want_info wondering curious to_find_out to_check to_hear to_read to_ask_about to_ask_if have_a_question had_a_question question_about
    quick_question general_question information_about information_on info_on info_about details_on details_about just_asking just_wondering asking_if asking_whether tell_me_about tell_me_more explain what_if
    in_case wanted_to_ask wanted_to_know can_you_tell could_you_tell tell_me_if tell_me_what tell_me_how like_to_ask before_deciding curious_about read_up_on learn_more`,
  /** Opens a question about how things work. */
  how: `
    how what whats which when where who until_when until_what whether hows whos wheres whens whose`,
  /** Opens a question where it stands first. */
  first: `do does did is are will would may can could should was were has have isnt arent doesnt any if wie welche welcher welches wann comment quel quelle quels quelles quand cual cuales cuando como que quale quali quando qual quais hoe wat welke wanneer jak jaki jaka kiedy nasil hangi hur vilken vilka vad nar kann konnen puis peut puedo puede posso kan czy moge`,
  filler: `hi hello hey so and but also ok okay please pls sorry then well um just quick_question question one_more_thing another_question btw hallo bonjour hola ciao`,
  /** Whoever asks has not bought yet, or asks what would be. */
  before: `
    before_i_buy before_i_order before_i_sign before_i_join before_i_book before_i_subscribe before_i_pay before_i_purchase before_i_commit before_i_register before_buying before_ordering before_signing before_joining before_booking
    before_subscribing before_purchasing before_paying before_we_buy before_we_order before_we_sign before_we_book before_we_join before_you_buy before_committing before_placing thinking_of thinking_about considering_joining considering_buying considering_ordering considering_signing considering_a
    considering_your interested_in planning_to_buy planning_to_order planning_to_join plan_to_buy plan_to_order want_to_buy looking_to_buy looking_to_join if_i_sign if_i_order if_i_buy if_i_join if_i_book if_i_subscribe if_i_upgrade
    if_we_sign if_we_order if_we_buy if_we_join if_i_go_with if_i_take if_i_choose new_customer potential_customer prospective comparing compare shopping_around not_a_customer_yet trial_first
    any_time anytime at_any_time at_any_point whenever free_of_charge in_general generally normally usually typically hypothetically in_theory theoretically by_default for_future_reference just_in_case out_of_curiosity in_principle`,
  /** Something of the visitor's own has gone wrong. */
  grievance: `
    broken broke damaged wrong faulty defective missing late delayed melted lost never_arrived hasnt_arrived didnt_arrive not_arrived charged_twice charged_me charged_again double_charged overcharged charged_my you_charged
    was_charged been_charged got_charged still again nobody no_one ignored ignoring weeks_ago days_ago months_ago for_weeks for_days for_months since_last waiting never_received not_received by_mistake by_accident accidentally
    wrongly unauthori* without_my illegal scam scammed stolen hacked stole leaked leak injured hurt accident sick poison* rotten mould* mold* dirty smells terrible awful ridiculous disgust* horrible worst fed_up enough_of this enough_is_enough
    you_lost you_sent you_took you_promised you_refuse you_never you_keep your_fault where_is_my wheres_my where_is_the where_the_rest money_back my_money rude unfair third_time second_time twice again_and_again crack cracked torn leaking dead came_with doesnt_work not_working stopped_working never_showed didnt_show victim fraudulent_charges refuses refused denied rejected ruined`,
  /** A thing of that name: "cancel button". */
  thing: `
    button buttons icon icons field fields column columns page pages tab tabs tag tags label labels link links key keys option options setting settings menu menus checkbox screen dialog folder folders template
    templates filter filters score scores flag flags badge widget module plugin add_on addon extension app tool tools software feature features function api endpoint webhook code codes status statuses event events list
    lists table tables report reports export dashboard view queue inbox series season episode film movie book novel song album band podcast game show museum quote character characters role roles position positions job
    jobs vacancy vacancies course courses class training seat seats licence license plan plans edition mode care resources rights hair body error errors nature size
    team_building shirt joke jokes meme theme category categories type types number_format csv dropdown popup toggle shortcut command`,
  /** What a company has laid down about it: "refund policy". */
  policy: `
    policy policies terms term conditions fee fees period window deadline procedure procedures process rules rule rate rates form forms guarantee clause protection prevention detection insurance cover coverage
    statistics flow notice_period cost costs limit limits time times timeline law laws regulation regulations help_page faq guide guidelines guideline desk hours support prices price department_hours email_address
    handling management assistance benefits`,
  /** Names a kind of its own with the word after it: "password manager". */
  kind: `
    password file task window download package tag ads ad device boot session plugin font theme project product content community event campaign asset inventory property hedge fund stage bug photo
    clipboard process partition network database cookie consent transfer_window auto hotel restaurant football team_building self fast_and super line floor sales_ops`,
  /** Settled by now. */
  done: `
    arrived solved resolved sorted sorted_out fixed closed settled withdrawn withdrew withdraw dropped landed came_through went_through came_in completed credited cleared is_over its_over was_over over_now went_well worked_out works_again works_now work_again
    working_again fine_now ok_now okay_now better_now calmed_down all_good is_done got_done taken_care_of dealt_with thanks_for thank_you_for received_it got_it_yesterday has_come happily everything_is_fine
    been_paid was_paid paid_out apologi* explained_everything hit_my back_on_my its_fine thats_fine is_fine fine_again happy_now found_it already_got appreciated went_smoothly made_it_right case_closed back_to_normal up_again up_and_running was_handled was_great was_lovely was_helpful was_nice very_helpful so_helpful did_a_great made_up has_ended is_history`,
  /** Long ago, or at least before. */
  past: `yesterday last_week last_month last_year last_time last_summer last_winter last_spring last_autumn last_weekend ago earlier previously back_then back_in in_the_past once used_to already before years_ago was were had in_2* this_morning at_first`,
  /** Keeps what seems settled open. */
  open: `
    but still yet only half partial partly rest wrong again never not hasnt havent didnt isnt wasnt why where when_will instead until if unless missing less nothing nobody without cant charged how_long
    too_little except before how_many take taking waiting`,
  /** People of the visitor's own, or of the world. */
  third: `
    neighbour neighbor friend friends boss wife husband sister brother mother father mum mom dad son daughter cousin uncle aunt colleague colleagues coworker partner girlfriend boyfriend roommate flatmate
    landlord teacher client clients company_i they he she someone_else people others customers everyone everybody another_company other_company old_host competitor competitors ex old_gym another_shop other_shop another_meal
    previous_provider former_provider old_provider my_employer my_company`,
  /** It was said, read or seen somewhere. */
  reported: `
    read_an read_a read_about i_read heard heard_about heard_that article articles podcast news newspaper film movie book magazine novel tv_show on_tv series documentary blog blogs review reviews reddit forum_post tweet twitter youtube
    story_about said_that they_said said told_me says joked joking joke kidding jk lol haha sarcasm quoting quote the_word the_phrase the_term slogan headline song lyrics translate translation spell spelled pronounce
    synonym definition essay homework exam thesis study studying research saw_a saw_on seen_on`,
  /** What the visitor is by trade. */
  trade: `
    i_am_a im_a i_am_an im_an i_am_the im_the i_work_as work_as works_as working_as my_job_as as_a as_an as_the we_are_a became_a studying_to to_become_a become_a promoted_to`,
  self: `is_a was_a our my his her their`,
  /** What will be done to the company. */
  threat: `
    will_contact will_be_in_touch will_write will_call will_get will_hear hear_from hearing_from contacting contacted contact file filing filed filling sue suing court take_legal legal_action involve* considering consider coming incoming
    expect next_step last_chance or_else otherwise no_choice forced_to press_charges report_you take_you take_this talk_to_my talking_to_my spoke_to_a spoken_to speak_to_my spoke_to_my spoke_with_a my_next see_you_in
    start starting started prepare* ready drafting lined_up on_the_phone authorities police consumer join joining getting calling instruct*`,
  /** Right away. */
  now: `asap now immediately right_away straight_away this_instant today at_once tonight within_the_hour this_minute emergency critical help already`,
  please: `please pls plz kindly can_you could_you would_you will_you can_u could_u can_someone can_somebody could_someone can_anyone could_anyone will_someone just can_we i_said do_it and then hello hi hey so ok`,
  /** Brings people together: to reach a manager. */
  reach: `
    let_me get_me get_a get_your put_me pass_me pass_this transfer connect escalate speak talk chat contact call calls calling bring reach fetch send_a send_me discuss involve ask_for see meet hear_from in_touch email write
    reply answer answers respond get_back get_hold where_is who_is_your forward hand_me give_me want need demand to_your to_a available wheres wheres_your`,
  /** The company is spoken to. */
  you: `you your u ur youre youve yours yourself youll`,
  i: `i me my we us our im ive id ill mine`,
  both: `so_am_i so_are_we me_too and_me and_i both_of_us we_both as_am_i`,
}
