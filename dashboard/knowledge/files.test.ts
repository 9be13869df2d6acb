import { limits } from '@baton/contracts/text.ts'
import { describe, expect, test } from 'vitest'
import { readAddress } from './address.ts'
import { describeFile, describeRead, whyNot } from './files.ts'
import { importInWords, readCsv, sortedRows } from './imported.ts'
import { marksOf } from './marks.ts'

describe('a chosen file', () => {
  test.each(['application/pdf', 'text/csv', ''])('may be sent when it may hold text: %j', (type) => {
    expect(whyNot({ type, size: 1 })).toBeNull()
    expect(whyNot({ type, size: limits.file })).toBeNull()
  })

  test.each([
    ['image/heic', 9, 'hold no text'],
    ['application/pdf', 0, 'This file is empty.'],
    ['application/pdf', limits.file + 1, '20 MB is the limit'],
  ])('is refused before it is sent: %s of %d bytes', (type, size, sentence) => {
    expect(whyNot({ type, size })).toContain(sentence)
  })

  test('says type and size', () => {
    expect(describeFile({ name: 'Guide.pdf', size: 3_412_880 })).toBe('PDF, 3.4 MB')
    expect(describeFile({ name: 'photo.heic', size: 900 })).toBe('900 B')
    expect(describeRead({ type: 'docx', bytes: 12_400 })).toBe('Word, 12 kB')
  })
})

describe('a CSV file', () => {
  test('is UTF-8, or what spreadsheets on Windows save', async () => {
    expect(await readCsv(new Blob(['Grüße,ja']))).toEqual({ csv: 'Grüße,ja' })
    expect(await readCsv(new Blob([new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x65])]))).toEqual({ csv: 'Grüße' })
  })

  test('is refused when it is no text, or too much of it', async () => {
    expect(await readCsv(new Blob([new Uint8Array([80, 75, 0, 4])]))).toHaveProperty('problem')
    expect(await readCsv(new Blob(['a'.repeat(1_000_001)]))).toHaveProperty('problem')
  })

  test('is shown with its problems first, and counted', () => {
    const row = (line: number, problem: string | null, replaces = false) => ({
      line,
      question: 'q',
      answer: 'a',
      category: null,
      language: null,
      problem,
      replaces,
    })
    const rows = [row(2, null), row(3, null, true), row(4, 'The answer is missing.')]
    expect(sortedRows(rows).map(({ line }) => line)).toEqual([4, 2, 3])
    expect(importInWords(rows, 2, 1)).toBe('2 good rows, 1 row with a problem, 1 replaces an answer')
    expect(importInWords([], 1, 0)).toBe('1 good row')
  })
})

test('found words are marked where a word begins with them', () => {
  const marked = (text: string, wanted: string) => marksOf(text, wanted).map(([from, to]) => text.slice(from, to))
  expect(marked('Tents and a tent, but no content.', 'tent')).toEqual(['Tents', 'tent'])
  expect(marked('Für Zelte gilt die Garantie', 'zelt GARANTIE')).toEqual(['Zelte', 'Garantie'])
  expect(marked('a b c', 'a')).toEqual([])
})

test('an address may leave out how it begins', () => {
  expect(readAddress(' www.example.com/help ')).toBe('https://www.example.com/help')
  expect(readAddress('http://127.0.0.1:8080/')).toBe('http://127.0.0.1:8080/')
  expect(readAddress('ftp://example.com')).toBeNull()
  expect(readAddress('our website')).toBeNull()
})
