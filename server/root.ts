import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's folder. Found by walking up, because this runs from `server/` in development and from `server/dist/` when bundled. */
export const root = checkoutOf(dirname(fileURLToPath(import.meta.url)))

function checkoutOf(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('Baton runs from its checkout, and package-lock.json was found nowhere above the server.')
  return checkoutOf(above)
}
