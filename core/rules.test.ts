import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const rules = [...readFileSync(`${root}/docs/rules.md`, 'utf8').matchAll(/^\| ([A-Z]\d+) \| (.+) \| (.+) \|$/gm)]
const ids = rules.map(([, id]) => id ?? '')
const quoted = testFiles().flatMap((file) => titles(readFileSync(`${root}/${file}`, 'utf8')).flatMap((title) => idsIn(title, file)))

it('every rule has an id of its own, a sentence and a reason', () => {
  expect(ids.length).toBeGreaterThan(20)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, , rule, reason] of rules) for (const text of [rule, reason]) expect(text).toMatch(/^[A-Z"“].{10,}\.$/)
})

it('every rule is quoted in the title of a test', () => {
  const proved = new Set(quoted.map(({ id }) => id))
  expect(ids.filter((id) => !proved.has(id))).toEqual([])
})

it('no test quotes a rule that there is not', () => {
  expect(quoted.filter(({ id }) => !ids.includes(id))).toEqual([])
})

function testFiles(): string[] {
  const { workspaces } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { workspaces: string[] }
  const below = (folder: string) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)
  return [...workspaces, 'bin'].flatMap(below).filter((file) => /\.test\.tsx?$/.test(file) && !/node_modules|dist/.test(file))
}

/** The first argument of every call, where it is a string: titles of tests, and some that are none and quote nothing. */
function titles(source: string): string[] {
  return [...source.matchAll(/\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , title]) => title ?? '')
}

function idsIn(title: string, file: string): { id: string; file: string }[] {
  return [...title.matchAll(/\[([A-Z]\d+)\]/g)].map(([, id]) => ({ id: id ?? '', file }))
}
