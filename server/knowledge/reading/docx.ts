import mammoth from 'mammoth'
import type { Block } from '../split.ts'
import { readFragment } from './html.ts'
import type { ReadProblem } from './reader.ts'

/** Bytes that a document may hold unpacked. */
const mostUnpacked = 200 * 1024 * 1024

/** The text of a Word document under its headings; pictures are left out. */
export async function readDocx(bytes: Uint8Array): Promise<{ title: string; blocks: Block[] } | ReadProblem> {
  const buffer = Buffer.from(bytes)
  if (unpackedSize(buffer) > mostUnpacked) return { problem: 'This document is far larger inside than it looks, and was not opened.' }
  try {
    const noPictures = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer }, { convertImage: noPictures })
    return { title: '', blocks: (await readFragment(value)) ?? [] }
  } catch {
    return { problem: 'This DOCX is damaged: it could not be opened.' }
  }
}

/** What the archive's own list of contents says; more than that is not unpacked. */
function unpackedSize(zip: Buffer): number {
  let size = 0
  const entry = Buffer.from('PK\x01\x02', 'latin1')
  for (let at = zip.indexOf(entry); at >= 0 && at + 28 <= zip.length; at = zip.indexOf(entry, at + 4)) size += zip.readUInt32LE(at + 24)
  return size
}
