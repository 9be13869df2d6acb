import type { Weights } from './confidence.ts'

// Made by `npm run eval -- --fit`: learned on the collections banking55, clinc_a, curekart and ibmcloud. Don't edit by hand.
export const weights: Weights = {
  entry: [1.782, -3.158, 1.223, 1.528, 1.395, 1.769, 0.975, 0.673, 5.061, -0.017, 0.012, 0.227, 1.867, 2.944, -2.159, 6.264, 1.745],
  none: [6.536, -1.111, -0.979, 4.37, 0.317],
  text: [0.173, 0.714, 1.408],
}
