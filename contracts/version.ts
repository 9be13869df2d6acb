/** Raised with every change of a frame, a fact or an act. The server serves this protocol and the one before; others get `reload`. */
export const PROTOCOL_VERSION = 1
