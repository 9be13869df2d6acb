import type { Weights } from './confidence.ts'

// Made by `npm run eval -- --fit`: learned on the collections banking55, clinc_a, curekart and ibmcloud. Don't edit by hand.
export const weights: Weights = {
  entry: [1.878, -3.147, 1.199, 1.517, 1.388, 1.751, 1.019, 0.681, 4.978, -0.007, 0, 0.249, 1.926, 2.694, -1.197, 6.692, 0.983],
  none: [6.221, -1.076, -0.682, 4.925, 0.233],
  text: [0, 0.641, 1.146],
}
