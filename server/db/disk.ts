import { statfs } from 'node:fs/promises'

/** Bytes that the data directory's disk has left for us. */
export async function diskFree(dataDir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dataDir)
  return bavail * bsize
}
