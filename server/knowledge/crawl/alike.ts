import { createHash } from 'node:crypto'
import type { Block } from '../split.ts'

/** Hash functions of a sketch; the likeness of two is right to about ±0.06. */
const rows = 64
const shingle = 4
const nearly = 0.85

/** What tells pages apart: what a page says, exactly and roughly. */
export type Likeness = { hash: Buffer; sketch: Buffer; title: string }

/** The hash covers title and blocks; the sketch is a min-hash of all runs of four words (Broder 1997). */
export function likenessOf(title: string, blocks: readonly Block[]): Likeness {
  const text = blocks.map((block) => `${block.heading.at(-1) ?? ''}\n${block.text}`).join('\n')
  const hash = createHash('sha256').update(JSON.stringify(blocks)).digest()
  return { hash, sketch: sketchOf(text), title: plain(title) }
}

/** The likeness of a page that was read earlier. */
export function rememberedLikeness(title: string | null, hash: Buffer, sketch: Buffer): Likeness {
  return { hash, sketch, title: plain(title ?? '') }
}

/** Whether two pages say the same: word for word, or nearly so under the same title. */
export function sayTheSame(a: Likeness, b: Likeness): boolean {
  return a.hash.equals(b.hash) || (a.title === b.title && shared(a.sketch, b.sketch) >= nearly)
}

function plain(title: string): string {
  return title
    .toLowerCase()
    .replace(/\b(print(able)?( version| view)?)\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function sketchOf(text: string): Buffer {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const minima = new Uint32Array(rows).fill(0xffffffff)
  for (let i = 0; i + Math.min(shingle, words.length) <= words.length; i++) {
    const base = fnv(words.slice(i, i + shingle).join(' '))
    for (let row = 0; row < rows; row++) {
      const value = mix(base, row)
      if (value < (minima[row] ?? 0)) minima[row] = value
    }
    if (words.length === 0) break
  }
  return Buffer.from(minima.buffer)
}

function shared(a: Buffer, b: Buffer): number {
  let same = 0
  for (let row = 0; row < rows; row++) if (a.readUInt32LE(row * 4) === b.readUInt32LE(row * 4)) same++
  return same / rows
}

/** FNV-1a, 32 bits. */
function fnv(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

/** The finaliser of MurmurHash3, so that each row orders the shingles differently. */
function mix(value: number, row: number): number {
  let h = value ^ Math.imul(row + 1, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
