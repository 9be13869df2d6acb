import type { Pair } from './store.ts'

/** What the bot of the demo company, the outdoor shop Fernweh Outdoor, knows. */
export type ShopKnowledge = { pairs: { title: string; pairs: Pair[] }; texts: { title: string; text: string }[] }

const pairs: Pair[] = [
  {
    question: 'How long does delivery take?\nWhen will my order arrive?',
    answer:
      'Two to four working days within Germany and Austria, three to six in the rest of the EU. You get a tracking link by e-mail as soon as the parcel leaves our warehouse in Freiburg.',
  },
  {
    question: 'What does shipping cost?\nIs delivery free?',
    answer: 'Free from €79. Below that it is €4.90 within Germany and Austria and €9.90 to every other country we deliver to.',
  },
  {
    question: 'Which countries do you ship to?\nDo you deliver abroad?',
    answer:
      'To all countries of the EU, and to Switzerland, Liechtenstein, Norway and the United Kingdom. Outside the EU the carrier collects customs duty and tax at the door.',
  },
  {
    question: 'Can you deliver faster?\nDo you offer express shipping?',
    answer:
      'Yes, within Germany: ordered before 12 noon on a working day, an express parcel arrives the next working day. Express costs €12.90 and can be chosen at the checkout.',
  },
  {
    question: 'Where is my parcel?\nHow do I track my order?',
    answer:
      'The tracking link is in the e-mail with the subject “Your parcel is on its way”. You find the same link under Account → Orders. It shows the first scan in the evening of the day we send it.',
  },
  {
    question: 'My parcel says delivered, but I don’t have it\nMy parcel is lost',
    answer:
      'Please look at the place the carrier noted and ask your neighbours first: most parcels turn up within two days. If yours has not by then, write to us with the order number and we start a search with the carrier, which takes up to eight working days.',
  },
  {
    question: 'Can I change or cancel my order?\nI ordered the wrong thing',
    answer:
      'Until we pack it, yes: Account → Orders → Change or cancel. We pack from 2 p.m. on working days. After that, let it come and send it back; returns are free within Germany and Austria.',
  },
  {
    question: 'How can I pay?\nDo you accept PayPal?\nCan I pay by invoice?',
    answer:
      'By card (Visa, Mastercard), PayPal, Apple Pay, Google Pay, bank transfer in advance, and, within Germany and Austria, by invoice within 30 days.',
  },
  {
    question: 'My payment was declined\nWhy does my card not work?',
    answer:
      'Mostly the bank wants a confirmation that was not given in time. Try again and keep your banking app open. If it fails twice, choose another way to pay: your basket stays as it is for seven days.',
  },
  {
    question: 'Where do I find my invoice?\nI need a receipt',
    answer: 'As a PDF under Account → Orders, from the day of dispatch. If you ordered as a guest, the link is in your dispatch e-mail.',
  },
  {
    question: 'How long can I return something?\nWhat is your return policy?',
    answer:
      'You have 60 days from delivery. Try things on at home as you like, but please keep tents, stoves and sleeping bags unused outdoors. Opened gas cartridges, food and water filters can’t come back.',
  },
  {
    question: 'How do I send something back?\nWhere do I get a return label?',
    answer:
      'Choose the items under Account → Returns and print the label, or show the QR code at the parcel shop. Returns are free within Germany and Austria; from other countries €6.90 is taken off the refund.',
  },
  {
    question: 'When do I get my money back?\nWhere is my refund?',
    answer:
      'We check a return within three working days of its arrival and refund the way you paid. A card may need up to five days more to show it, PayPal shows it the same day.',
  },
  {
    question: 'Can I exchange something for another size?\nIt doesn’t fit',
    answer:
      'Yes. Choose “Exchange” in the return form and the size you need: we hold it for you for 14 days and send it as soon as your parcel has its first scan. The exchange parcel is free.',
  },
  {
    question: 'Something arrived damaged or is missing\nYou sent the wrong item',
    answer:
      'We are sorry. Take a photo of the item and the box and send both under Account → Orders → Report a problem, within 14 days. Keep the box until it is settled.',
  },
  {
    question: 'Which warranty do I have?\nHow long is the guarantee?',
    answer:
      'Two years by law on everything. On packs, tents and jackets of our own brand Fernweh we add three years against faults in material and workmanship; wear and accidents are not covered, but we repair them.',
  },
  {
    question: 'Do you repair things?\nMy zip is broken, can you mend it?',
    answer:
      'Yes, in our own workshop: zips, seams, buckles, poles, holes in down jackets. Most repairs cost €15 to €45 and take about two weeks. Start under Service → Repairs, with a photo: you get an offer before anything is done.',
  },
  {
    question: 'How do I choose the size of a backpack?\nWhich back length do I need?',
    answer:
      'Measure from the bone that stands out at the base of your neck down to the level of your hip bones. Up to 43 cm take S, 43 to 48 cm M, above 48 cm L. All our packs from 45 litres up can be adjusted by 6 cm.',
  },
  {
    question: 'How many litres should my backpack have?\nHow big a pack do I need?',
    answer:
      '20 to 30 litres for a day, 35 to 45 for a weekend in huts, 50 to 65 for a week with a tent. Loaded, a pack should weigh no more than a fifth of you.',
  },
  {
    question: 'When are your shops open?\nWhat are your opening hours?',
    answer: 'Freiburg and Innsbruck: Monday to Friday 10 to 19, Saturday 10 to 18. Closed on Sundays and public holidays.',
  },
  {
    question: 'Can I pick up my order in a shop?\nClick and collect',
    answer:
      'Yes, free of charge in Freiburg and Innsbruck. Choose the shop at the checkout; we write to you when it is there, mostly after two working days, and keep it for ten days.',
  },
  {
    question: 'How do gift cards work?\nCan I buy a voucher?',
    answer:
      'From €10 to €500, sent by e-mail within minutes or as a card by post. They are valid for five years, online and in both shops, and can be used bit by bit.',
  },
  {
    question: 'How do I use a discount code?\nMy coupon doesn’t work',
    answer:
      'Enter it in the basket under “Discount code” and press Apply. One code an order; reduced items and gift cards are left out. Capitals and blanks don’t matter.',
  },
  {
    question: 'Do you price match?\nI found it cheaper somewhere else',
    answer:
      'Yes, on the same item in the same size and colour, in stock at a shop within the EU: send us the link within 14 days of your order and we refund the difference.',
  },
  {
    question: 'Can I rent equipment?\nDo you hire out tents?',
    answer:
      'In our Freiburg shop: tents, avalanche gear, child carriers and snowshoes, from €12 a day. Reserve under Service → Rental at least three days ahead; a deposit is taken by card.',
  },
  {
    question: 'When will something be back in stock?\nMy size is sold out',
    answer:
      'Choose the size on the product’s page and press “Tell me”. We write as soon as it is there. Most things return within four weeks; what is leaving our range is marked “last pieces”.',
  },
]

const texts = [
  {
    title: 'Care of silnylon tents',
    text: `# After every trip
Never pack a tent away wet for longer than a day. Pitch it again at home, or hang it over a line in the shade, until the seams and the floor are dry. Mould grows within 48 hours and its stains never come out. Shake out sand and needles before you roll it: folding along the same creases wears the coating.

# Washing
Wash silnylon by hand in lukewarm water, below 30 °C, with a soap for technical fabrics. No washing machine, no dryer, no fabric softener: they strip the silicone. A sponge is enough for most dirt. Rinse twice and dry in the shade, since ultraviolet light makes nylon brittle.

# Seams and small holes
Silnylon can't be taped. Seal the seams of the flysheet with silicone seam sealer before the first trip and about every three years after. Thin the sealer with white spirit until it flows, brush it on from the outside, and let it cure for 24 hours. A hole smaller than a coin takes a patch of the same fabric and the same sealer, on both sides. Tapes with acrylic glue do not stick to silicone.

# Storage
Store it loosely in the cotton bag that came with it, cool and dry, not in its stuff sack. Keep the poles assembled or at least untensioned, so that the shock cord lives longer.`,
  },
  {
    title: 'Shipping in detail',
    text: `# Carriers
Within Germany we send by DHL, in Austria by the Austrian Post, and everywhere else by DPD. You can't choose the carrier, since our warehouse is tied to their pick-up times. Parcels up to 31 kg go as one; tents for six people and more, roof boxes and canoes go by freight, and the driver arranges a day with you by telephone.

# Packing stations and other addresses
Packing stations of DHL are fine: enter your post number in the second line of the address. We don't deliver to post boxes. An address can be changed until we pack; afterwards only in the carrier's own app.

# Dangerous goods
Gas cartridges, bear spray and lithium batteries above 100 Wh travel by road only. Express delivery is not possible for them, and they don't go to islands or outside the EU.

# Climate
Boxes are used twice where they survive it, so yours may carry an old label underneath. We pay for the removal of the carbon dioxide of our deliveries, and print the figures of each year in our report.`,
  },
  {
    title: 'Repairs and warranty',
    text: `# How a repair works
Describe the fault under Service → Repairs and add a photo. Within two working days you get an offer with price and time. You accept it online, print the free label, and send the clean and dry item. We don't repair what is dirty: washing costs €12. You are told when it arrives, when it is done and when it leaves.

# What we can and can't mend
We mend zips, seams, buckles, straps, tent poles, holes in down jackets, soles of most leather boots, and pumps of liquid-fuel stoves. We can't renew waterproof membranes that peel, recoat a tent floor, or repair climbing ropes, harnesses and helmets: those are for your life, and we only ever replace them.

# Warranty or repair
If the fault was there from the beginning, it is a case of warranty and costs nothing. In the first year we take your word for it. After that the workshop looks at it; if it is wear, you get the offer described above. The three additional years on our own brand need no registration, the invoice is enough.`,
  },
  {
    title: 'Sizing of packs and boots',
    text: `# Fitting a pack
Loosen all straps and load about eight kilos. Put the hip belt on first, its middle over the hip bones, and close it. Then pull the shoulder straps until they lie without a gap. The load lifters should run at 45 degrees from the shoulder to the pack. If they run flat, the back is too short for you; if the hip belt sits on your stomach, it is too long. Our women's packs have a narrower yoke and a back that is two centimetres shorter.

# Boots
Try boots in the afternoon, with the socks you will wear, since feet grow by up to half a size over a day. Push your foot forward until the toes touch: a finger should fit behind the heel. Going downhill, the toes must not reach the front. Most of our customers take half to one size more than in street shoes. Leather widens a little with time but never gets longer.

# Children
Child carriers hold children who can sit by themselves, up to 18 kg. Children's packs should weigh no more than a tenth of the child.`,
  },
]

export const shopKnowledge: ShopKnowledge = { pairs: { title: 'Questions and answers', pairs }, texts }
