import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '../fail.ts'

/** Bytes that are left for us on the disk that the data directory is on, or would be: with a database elsewhere it may not exist. */
export async function diskFree(dataDir: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(dataDir)
    return bavail * bsize
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(dataDir) === dataDir) throw error
    return diskFree(dirname(dataDir))
  }
}
