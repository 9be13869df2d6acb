/**
 * Turns texts into vectors whose cosine says how alike they are in meaning. `name` names their space: vectors of two encoders can't be
 * compared. A text without words becomes a vector of zeros, or whatever an end point makes of it.
 */
export type Encoder = {
  name: string
  /** One vector for each text, in order. Throws where it can't be had in time. What is `urgent`, since a visitor waits, goes before all that is not. */
  encode(texts: readonly string[], how?: { urgent?: boolean; signal?: AbortSignal }): Promise<Float32Array[]>
  /** Gets ready before anybody waits, where that takes a while. */
  ready?(): void
  close(): Promise<void>
}
