import type { Weights } from './confidence.ts'

// Made by `npm run eval -- --fit`: learned on the collections banking55, clinc_a, curekart, northpeak, ibmcloud. Don't edit by hand.
const words: Weights = {
  entry: [0.86, -1.54, 0.83, 1.18, 2.03, 2.37, 2.04, 0.85, 3.91, -0.42, 0, 0.48, 1.68, 1.58, -2.24, 6, 0.71],
  none: [4.44, -0.58, 0.42, 4.81, -1.2],
  text: [-0.22, 0.69, 0.78],
}

const meaning: Weights = {
  entry: [
    0.17, -1.57, 0.18, 0.56, 1.96, 0.91, 0.67, 0.89, 0.6, -0.12, 0, 0.19, 1.18, 0.55, -1.39, 3.35, 0.56, -0.84, 0.73, 2.19, 1.61, 0, -0.6,
    1.32, 1.88, 0.53, 1.41, 2.07, 1.22, 0.19, 2.38, -0.1, 1.31, 1.61, -0.4, 4.39, 0.28,
  ],
  none: [2.27, 0, 0.48, 2.02, -0.07, 2.09, 0.3, 3.09, 0.9, -0.79],
  text: [-0.82, 0.79, 0.53],
}

export const weights = { words, meaning }
