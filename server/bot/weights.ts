import type { Weights } from './confidence.ts'

// Made by `npm run eval -- --fit`: learned on the collections banking55, clinc_a, curekart, northpeak, ibmcloud. Don't edit by hand.
const words: Weights = {
  entry: [1.179, -1.759, 0.844, 1.033, 2.325, 2.243, 1.173, 0.788, 4.059, -0.412, 0, 0.513, 1.103, 1.667, -0.943, 3.911, 0.677],
  none: [4.112, -0.644, 0.335, 3.788, -0.774],
  text: [-0.759, 0.677, 0.743],
}

const meaning: Weights = {
  entry: [
    0.421, -1.752, 0.32, 0.759, 2.147, 0.786, 0.147, 0.788, 0.773, -0.202, 0, 0.145, 0.41, 0.316, -0.351, 2.874, 0.497, -0.988, 1.016, 2.06,
    1.453, 0.056, -0.421, 1.507, 1.94, 0.767, 1.826, 2.3, 1.574,
  ],
  none: [2.158, -0.025, 0.296, 1.591, 0.44, 1.928, 0.158],
  text: [-0.85, 0.723, 0.431],
}

export const weights = { words, meaning }
