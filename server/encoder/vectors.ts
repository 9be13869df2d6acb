/** A vector in signed bytes: the largest number becomes 127. Its direction is kept to about a hundredth of a degree of cosine. */
export function toBytes(vector: Float32Array): Int8Array {
  let largest = 0
  for (const x of vector) largest = Math.max(largest, Math.abs(x))
  const bytes = new Int8Array(vector.length)
  if (largest > 0) for (let i = 0; i < vector.length; i++) bytes[i] = Math.round(((vector[i] ?? 0) / largest) * 127)
  return bytes
}

/** As text, a quarter of its size: what is stored with a line. */
export function toText(vector: Float32Array): string {
  const bytes = toBytes(vector)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

/** What `toText` wrote, at whatever length. */
export function fromText(text: string): Float32Array {
  return Float32Array.from(new Int8Array(Buffer.from(text, 'base64')))
}

/** The vector at length 1, so that a product of two is their cosine. */
export function normed(vector: Float32Array): Float32Array {
  const length = lengthOf(vector)
  return length > 0 ? vector.map((x) => x / length) : vector
}

/** The normed middle of several vectors of one length. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  return normed(Float32Array.from(vectors[0] ?? [], (_, i) => vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0)))
}

export function lengthOf(vector: Float32Array | Int8Array): number {
  let square = 0
  for (let i = 0; i < vector.length; i++) square += (vector[i] ?? 0) ** 2
  return Math.sqrt(square)
}

/** Of two normed vectors: their cosine. */
export function product(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number) // both are as long
  return sum
}

/** Cosine of a normed vector and one row of a table of vectors. Four sums side by side: none waits for the one before. */
export function cosine(query: Float32Array, values: Int8Array, row: number, length: number): number {
  if (length === 0) return 0
  const from = row * query.length
  const whole = query.length - (query.length % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let i = 0; i < whole; i += 4) {
    a += (query[i] as number) * (values[from + i] as number) // all are in range
    b += (query[i + 1] as number) * (values[from + i + 1] as number)
    c += (query[i + 2] as number) * (values[from + i + 2] as number)
    d += (query[i + 3] as number) * (values[from + i + 3] as number)
  }
  for (let i = whole; i < query.length; i++) a += (query[i] as number) * (values[from + i] as number)
  return (a + b + (c + d)) / length
}
