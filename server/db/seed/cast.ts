/** Who works at the demo's shop. The first is the owner. */
export const people = {
  ada: { name: 'Ada Okafor', email: 'ada@fernweh.example' },
  bo: { name: 'Bo Lindqvist', email: 'bo@fernweh.example' },
} as const
