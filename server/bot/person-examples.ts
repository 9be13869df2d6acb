/** How people ask for a person, besides what the phrase lists know: compared by meaning. */
export const asksExamples = [
  'I want to talk to a human',
  'Can I speak to a real person?',
  'Please connect me with an agent',
  'Let me talk to somebody from your team',
  'I would like to speak with customer service',
  'Put me through to a representative',
  'I need a human being, not a bot',
  'Is there anyone real I can chat with?',
  'Get me your support staff please',
  'I do not want to talk to a machine any more',
]
