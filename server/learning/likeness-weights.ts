/** Of 1, meaning, words and the same chunk; of 1, words and the same chunk. */
export type LikenessWeights = { meaning: number[]; words: number[] }

// Made by `npm run eval -- --gaps --fit`: learned on the questions of banking55, clinc_a, curekart, northpeak. Don't edit by hand.
export const weights: LikenessWeights = {
  meaning: [-4.9, 6.8, 3, 1.7],
  words: [-3.9, 6.8, 2.3],
}
