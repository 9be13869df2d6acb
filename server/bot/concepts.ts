/**
 * Words that customers use for the same thing, in English. A match through a concept counts less than one by the word itself.
 * One group a line, groups may share a word; `_` joins a phrase. Our own list, from the general vocabulary of customer service.
 */
const groups = `
refund refunds refunded reimburse reimbursement money_back cash_back repay repaid credited pay_me_back
return returns send_back sent_back bring_back give_back take_back ship_back
exchange swap replace replacement switch trade different_size another_size other_size different_colour different_color
cancel cancellation call_off revoke undo abort withdraw stop_my_order changed_my_mind quit terminate termination resign
delivery deliver shipping ship shipment dispatch postage courier parcel package post mail_order arrive freight
track tracking trace where_is follow status whereabouts locate
late delayed delay overdue not_arrived hasnt_arrived still_waiting slow stuck
how_long when duration days time take
abroad international overseas foreign country countries worldwide
price cost costs fee fees charge charges how_much pricing rate expensive cheap
free no_cost complimentary gratis without_charge
discount coupon voucher promo promotion code sale rebate reduction reduced cheaper deal offer
price_match match_price match lower_price cheaper same_price best_price beat
gift_card giftcard gift_voucher gift_certificate gift present
gift_wrap wrapping wrapped
pay payment payments paying checkout
payment_method credit_card debit_card card visa mastercard paypal klarna apple_pay google_pay instalments installments invoice_payment
declined rejected refused failed fails unsuccessful not_go_through didnt_go_through error
charged_twice double_charge billed_twice duplicate_charge
invoice receipt bill billing proof_of_purchase
warranty guarantee guaranteed covered
broken damaged defective faulty cracked torn ripped shattered smashed dead not_working doesnt_work stopped_working malfunction hole crushed
wrong incorrect mistaken not_what_i_ordered mixed_up
missing lost never_arrived not_received didnt_receive never_came vanished disappeared stolen nothing_here
repair repairs fix mend restore service
password passcode forgot_password reset_password credentials
login log_in sign_in signin logon locked_out access cant_get_in
account profile membership_account registration
delete remove close deactivate erase terminate get_rid_of shut_down
create open register sign_up signup join set_up enrol
unsubscribe newsletter opt_out mailing_list marketing_emails stop_emails promotional
subscription plan membership renewal renew abo
upgrade downgrade change_plan
address location street move moved relocate
change edit update modify correct alter amend adjust
store shop branch outlet showroom retail
opening_hours opening_times hours open opening closing close_time closing_time what_time when_open schedule timetable
pick_up pickup collect click_and_collect in_store collection
parking park
size sizing fit fits measurements measure small large big length width size_chart
colour color shade
stock in_stock out_of_stock available availability sold_out restock back_in_stock unavailable notify
waterproof water_resistant rain rainproof wet
wash washing clean cleaning laundry care maintain
material fabric made_of composition
weight weigh heavy light
student students university uni college school apprentice trainee discount_for_students
loyalty points rewards bonus member_points club perks
recommend recommendation suggest advice which_one best choose
contact reach phone telephone call email get_in_touch number hotline customer_service support
complaint complain feedback dissatisfied unhappy report
privacy data personal_data gdpr information
environment sustainable sustainability eco recycled carbon climate green ethical
job jobs career careers vacancy hiring work_for apply
order orders purchase purchased bought buy ordered
transfer send_money wire remittance
balance funds available_balance
withdraw withdrawal cash atm cash_machine
top_up topup add_money deposit
limit maximum limits cap most
fraud scam unauthorised unauthorized not_me unknown_transaction suspicious
pin code_number
verify verification identity prove identify id_check
app application mobile phone_app
hire rent rental rentals lease borrow
reserve reservation book booking booked
appointment meeting consultation
install installation set_up setup assemble assembly
wholesale bulk business reseller b2b company_order
customs duty duties import_tax tax vat taxes
policy policies rule rules terms conditions regulations guidelines
steps procedure process instructions instruction manual guide how_to tutorial
today tonight now currently moment
pet pets dog dogs cat cats animal animals
bicycle bike bikes cycling
luggage baggage suitcase suitcases bag bags
internet wifi wlan wi_fi hotspot
food meal meals restaurant breakfast lunch dinner eat cafeteria
child children kid kids baby toddler son daughter family
childcare child_care babysitting creche nursery
guest guests visitor friend companion
age minimum_age how_old
crowded busy quiet occupancy
document documents papers passport id identity
wheelchair disabled disability accessible accessibility lift elevator
export backup download
import migrate upload bring_over
notification notifications alert alerts mute
trial try try_out sample samples demo swatch swatches
pause freeze suspend on_hold hold
part parts piece pieces screw screws bolts component
item items product products article articles goods
colleague colleagues coworker coworkers employee employees teammate
class classes course courses lesson lessons session
trainer coach coaching instructor
two_factor 2fa mfa authenticator
plan tariff contract
`

/** Concepts by their index: single words (to be stemmed) and phrases. */
export type Concepts = {
  words: Map<string, string[]>
  phrases: Map<string, string[]>
  /** The single words of each concept, for the full-text query. */
  members: Map<string, string[]>
  /** How many words the longest phrase has that begins with this one. */
  longest: Map<string, number>
}

/** Reads the list with a stemmer, so that "refunded" finds the group of "refund". */
export function readConcepts(stem: (word: string) => string): Concepts {
  const concepts: Concepts = { words: new Map(), phrases: new Map(), members: new Map(), longest: new Map() }
  for (const [i, group] of groups.trim().split('\n').entries()) {
    for (const entry of group.split(' ')) {
      const parts = entry.split('_').map(stem)
      const map = parts.length > 1 ? concepts.phrases : concepts.words
      const key = parts.join(' ')
      map.set(key, [...new Set([...(map.get(key) ?? []), `§${i}`])])
      if (parts.length === 1) concepts.members.set(`§${i}`, [...(concepts.members.get(`§${i}`) ?? []), key])
      const [first = ''] = parts
      concepts.longest.set(first, Math.max(concepts.longest.get(first) ?? 1, parts.length))
    }
  }
  return concepts
}

/** Every word of the list, to learn their stems. */
export function conceptWords(): string[] {
  return [...new Set(groups.trim().split(/[\s_]+/))]
}
