import type { Weights } from './confidence.ts'

// Made by `npm run eval -- --fit`: learned on the collections banking55, clinc_a, curekart, northpeak, ibmcloud. Don't edit by hand.
const words: Weights = {
  entry: [1.17, -1.46, 0.88, 1.16, 2.21, 2.46, 1.42, 0.83, 3.82, -0.4, 0, 0.44, 0.67, 1.55, -1.15, 3.97, 0.3],
  none: [3.8, -0.64, 0.24, 3.83, -0.83],
  text: [-0.58, 0.6, 0.7],
}

const meaning: Weights = {
  entry: [
    0.52, -1.53, 0.2, 0.54, 2.12, 1.01, 0.44, 0.82, 0.49, -0.09, 0, 0.14, 0.54, 0.38, -0.08, 2.91, -0.11, -0.76, 0.77, 2.16, 1.68, 0, -0.5,
    1.24, 1.87, -0.23, 1.26, 2.03, 1.16, 0.23, 2.39, -0.02, 1.36, 1.56,
  ],
  none: [2.11, -0.1, 0.44, 1.58, 0.18, 1.82, 0.19, 2.99, 1, -0.83],
  text: [-0.79, 0.67, 0.42],
}

export const weights = { words, meaning }
