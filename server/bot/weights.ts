import type { Weights } from './confidence.ts'

// Made by `npm run eval -- --fit`: learned on the collections banking55, clinc_a, curekart and ibmcloud. Don't edit by hand.
export const weights: Weights = {
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: any likeness to a constant of nature is chance.
  entry: [1.896, -2.995, 1.022, 1.443, 1.302, 1.762, 0.958, 0.694, 5.094, 0.002, 0, 0.273, 1.865, 2.713, -1.194, 6.636, 0.988],
  none: [6.281, -1.092, -0.723, 4.711, 0.262],
  text: [0.066, 0.63, 1.165],
}
