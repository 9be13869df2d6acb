import type { Weights } from './confidence.ts'

// Made by `npm run eval -- --fit`: learned on the collections banking55, clinc_a, curekart, northpeak, ibmcloud. Don't edit by hand.
const words: Weights = {
  entry: [1.14, -1.47, 0.99, 1.31, 1.99, 2.55, 1.25, 0.79, 3.98, -0.43, 0, 0.49, 0.94, 1.51, -1.82, 5.08, -0.03],
  none: [3.99, -0.55, 0.24, 3.97, -0.88],
  text: [0.22, 0.62, 1.08],
}

const meaning: Weights = {
  entry: [
    0.21, -1.61, 0.25, 0.64, 1.93, 1, 0.28, 0.84, 0.72, -0.08, 0, 0.14, 0.76, 0.23, -0.56, 3.49, 0.19, -0.82, 0.75, 2.23, 1.71, -0.01,
    -0.41, 1.1, 1.81, 0.98, 1.34, 2.45, 1.16, 0.27, 2.41, -0.07, 1.32, 1.56,
  ],
  none: [2.1, -0.02, 0.49, 1.55, 0.22, 2.11, 0.18, 3.02, 0.95, -0.73],
  text: [-0.66, 0.82, 0.66],
}

export const weights = { words, meaning }
