import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const here = import.meta.dirname
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.|^(dist|testing)\b|vite\.config/.test(file),
)
/** What a file takes from the contracts as a value, by module. */
const taken = /import \{([^}]*)\} from '@baton\/contracts\/([\w-]+\.ts)'/g

test('no screen leans on a schema: in the built dashboard they are empty', async () => {
  let values = 0
  for (const file of sources)
    for (const [, names = '', module = ''] of readFileSync(join(here, file), 'utf8').matchAll(taken))
      for (const name of names
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one && !one.startsWith('type '))) {
        const exported = (await import(`../contracts/${module.replace('.ts', '')}.ts`))[name.split(' as ')[0]?.trim() ?? '']
        expect(exported, `${file}: ${name}`).toBeDefined()
        expect(exported instanceof z.ZodType, `${file}: ${name} of ${module}`).toBe(false)
        values++
      }
  expect(values).toBeGreaterThan(10)
})
