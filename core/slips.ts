/**
 * Is `word` a slip of the keyboard away from `meant`: a letter lost, added, changed or swapped with its neighbour, the first kept? Not where the
 * difference may be an inflection, nor for words that exist themselves. Short words (5 letters) bear less: a vowel lost, a letter doubled, two
 * swapped, or other vowels in their place.
 */
export function slipOf(word: string, meant: string): boolean {
  if (word === meant || word[0] !== meant[0] || meant.length < shortest || Math.abs(word.length - meant.length) > 1) return false
  if (existing.has(word)) return false
  const kind = slip(word, meant)
  if (meant.length > shortest) return kind !== null && !(kind === 'end' && /[srye]$/.test(word))
  return kind === 'swapped' || kind === 'vowel'
}

export const shortest = 5

function slip(word: string, meant: string): 'swapped' | 'vowel' | 'other' | 'end' | null {
  let from = 0
  while (from < Math.min(word.length, meant.length) && word[from] === meant[from]) from++
  let back = 0
  while (back < Math.min(word.length, meant.length) - from && word.at(-1 - back) === meant.at(-1 - back)) back++
  const [a, b] = [word.slice(from, word.length - back), meant.slice(from, meant.length - back)]
  const vowels = /^[aeiouy]*$/
  if (a.length === 2 && b.length === 2) return a[0] === b[1] && a[1] === b[0] ? 'swapped' : vowels.test(a + b) ? 'vowel' : null
  if (a.length > 1 || b.length > 1) return null
  if (back === 0) return 'end'
  return vowels.test(a + b) || word[from - 1] === a || meant[from - 1] === b ? 'vowel' : 'other'
}

/** Words of every day, of five letters and more, that look like a slip of others. */
const existing = new Set(
  `about above abuse actor adult after again agent agenda agency alarm album alert alike alive allow alone along angle anger apart apple apply argue
  arise armed array aside asset audio avoid award aware basic basis beach begin being below bench billy birth black blame blank blast bleed blend bless blind
  block blood board boost bound brain branch brand bread break breed brief bring broad broke brown brush build built bunch burst buyer cable
  cancer candle carry carrier cast catch cause chain chair change channel chapel chart charge charger chase cheap check cheek cheese chest chief child choice choose
  civil claim class clean clear clerk click climb clock close cloth cloud clue coach coast colour color comment common compact company compare
  complain complete complex compliant compliance compliment complement concern concert conclude condition confirm conflict contact contain content contest context contract contrast control
  convert cookie corner correct could count counter county couple course court cover crash crazy cream create credit crime cross crowd crown
  cruel cruise curious curve cycle daily dairy damage dance danger dated dealer death debate decade decide defeat defect defend delay delete deliver delivery demand
  depend deposit depth design desire detail device devote differ digital dinner direct disable discount discuss disease dismiss dispatch display disrupt
  district divide doctor doubt draft drama dream dress drift drill drink drive driver earth eight either elect eleven empty enable ending
  enemy energy engine enjoy enough ensure enter entire entry equal error escape estate event every exact except excess excite excuse exist
  expand expect expense expert expire export extend extra fabric factor faith false family famous fancy farmer father fault favor favour fence field fifth fifty fight figure
  filter final finance finger finish first flame flash fleet flesh flight float flood floor flour flower fluid focus follow force
  forest forget formal format former forth forty found frame fraught fresh freed freud fried friend front frost fruit fully funds funny future garden gather general
  gentle genuine giant global going grace grade grain grand grant grass great green greet grief gross group grown guard guess guest guide habit handle
  happen happy hardly heart heavy height hello honest honey honor honour horse hotel house huge hunan human humane humble humid humor humour hunger hunter husband ideal image impact import
  improve income indeed index inform inner input inside insist install instant instead insult intend intent invest invite island issue itself
  jacket judge jump keeper kitchen knife knock label labor labour large later laugh launch layer lawful lawn leader league learn lease leather leave lecture length lesson letter level light limit liquid
  listen little lively living locate lodge logic longer loose lounge lover lower loyal lucky lunch machine magic major maker manage managed manages managing mange manner manual market marry master match
  matter maybe meant measure media medal meeting member mental mention merely metal method middle might minor minute mirror mobile model modern
  modest moment money monitor monkey month moral mother motion motor mount mouse mouth movie museum music myself narrow nation native nature nearby neck needle nerve never newly
  night noise normal notice number object obtain occur ocean offer office often older online onion opening option orange order organ origin other outer output owner
  paint panel paper parent partly party patch patent patient pattern pause peace people period permit person personal phase phone photo phrase piano picture piece pilot pitch
  place plain plan plane planet plant plastic plate player please point police policy polite political pound power prefer presence present press pretty
  prevent price pride prime prince print prior prison private prize proceed process produce product profit program project promise promote proof proper protect protest proud
  prove provide public punish purchase purple purpose pursue queen queer quest queue quick quiet quite quote radio raise range rapid rather ratio reach react
  reader ready reason rebate rebound recall receipt receive recent recipe reckon record recover reduce refer reflect reform refresh refrain refuse refused refute regard regent region regret regular reject relate relax release relief
  rely remain remark remind remote remove renew rental repair repeat replace reply report request require rescue reserve resist resolve resort result resume retail retain retire
  retreat return reveal revenue review reward rifle right rival river rough round route royal rural sacred sadly safety salad salary sample saving scale scare scene
  school science scope score scout screen script search season second secret section sector secure seek select sell senior sense separate serve server service session settle seven
  severe shade shake shall shape share sharp sheet shelf shell shift shine shirt shock shoot shore short should shout shown signal silent silver similar simple single
  sister sixth skill sleep slice slide slight slope small smart smell smile smoke smooth social socket solid solve solution sorry sound south space spare spark speak special speech speed spend spirit
  split spoken sport spread spring square stable staff stage stair stake stand standard stare start state static station status steady steal steam steel steep stick still
  stock stone store storm story straight strange stream street stress strict strike string strip stroke strong study stuff style submit subtle succeed sudden suffer sugar suggest
  suite summer supply support supper supreme surely surface surprise survey suspect sustain sweet swing switch symbol system table taken talent target taste teach team tenant tennis tension
  thank theme theory there these thick thief thing think third thirty though thread threat three throw ticket tight timing tired title toast today tongue
  topic total touch tough tower track trade train transfer transform translate travel treat treaty trend trial tribe trick trouble truck truly trust truth twelve twenty twice twist type uncle under union
  unique unite unity until update upper upset urban usage useful usual vague valid valley value vapor various vast versus vessel video view village virtue virus visit
  visual vital vocal voice volume voter wages wagon waist waste watch water weapon wealth weather weekly weight welcome western whale wheat wheel where which while white whole whose wider widow
  willing window winner winter wisdom within without woman wonder wooden worker world worry worse worst worth would wound wrist write writer wrong yield young yours youth acceptable`.split(
    /\s+/,
  ),
)
