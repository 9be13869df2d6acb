import type { Weights } from './confidence.ts'

// Made by `npm run eval -- --fit`: learned on the collections banking55, clinc_a, curekart and ibmcloud. Don't edit by hand.
export const weights: Weights = {
  entry: [2.389, -3.528, 0.941, 1.275, 1.401, 2.086, 4.362, 0.95, 5.704, -0.207, 0.014, 0.27, 1.201, 0.122],
  none: [5.974, -1.025, -1.019, 4.293, 0.091],
}
