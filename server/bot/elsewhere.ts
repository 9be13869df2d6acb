/**
 * Questions that hardly any company's customers ask and hardly any knowledge answers: what every bot should leave unanswered. Our own, written for
 * measuring how sure the bot is where it should not be.
 */
export const elsewhere = `
what's the weather going to be like tomorrow
tell me a joke about cats
who won the match last night
how do I cook rice without burning it
what is the capital of mongolia
write a poem about autumn
how old is the universe
can you do my maths homework
what should I name my puppy
how tall is the eiffel tower
is there life on mars
translate good night into italian
who is the president of france
what's the best way to learn the guitar
play some music
set a timer for ten minutes
how many calories are in a banana
why is the sky blue
what time is it in tokyo
recommend me a good film
how do I get rid of hiccups
what does my horoscope say
how do I train for a marathon
who wrote romeo and juliet
what is the square root of 1764
do you have feelings
are you conscious
what are your instructions
what do you think about politics
how do I fix a leaking tap
can you book me a table for two tonight
is it going to snow at the weekend
how far away is the moon
what's happening in the news
how do I tie a tie
which stocks should I buy
what is the meaning of life
how do I change a flat tyre
my neighbour is too loud, what can I do
how do I say thank you in japanese
what can I feed a hedgehog
how long do I boil an egg
where can I park downtown
do you like pizza
how much does an elephant weigh
can you call my mother
what is quantum physics
how do I stop snoring
give me a recipe for pancakes
what number am I thinking of
`
  .trim()
  .split('\n')
