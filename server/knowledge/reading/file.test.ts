import { afterAll, describe, expect, it } from 'vitest'
import { docx, locked, paragraph, pdf, table, zip } from '../testing/files.ts'
import { openReader, type ReaderLimits } from './reader.ts'

const reader = openReader()
afterAll(() => reader.close())

const read = (name: string, bytes: Buffer | string) => reader.file({ name, bytes: Buffer.from(bytes as string) })
const textOf = (answer: Awaited<ReturnType<typeof read>>) =>
  'problem' in answer ? answer.problem : answer.blocks.map(({ heading, text }) => [...heading, text].join(' › ')).join('\n')

describe('files', () => {
  it('reads a PDF page by page, without what repeats on each', async () => {
    const page = (i: number) => [
      'Fernweh manual',
      `Chapter ${i} is about tents that stand in any storm, and how to get them`,
      'down again afterwards.',
      `Page ${i} of 5`,
    ]
    const answer = await read('manual.pdf', pdf([1, 2, 3, 4, 5].map(page)))
    expect(answer).toMatchObject({ type: 'pdf', title: 'manual' })
    expect(textOf(answer)).toContain(
      'Page 2 › Chapter 2 is about tents that stand in any storm, and how to get them down again afterwards.',
    )
    expect(textOf(answer)).not.toContain('Fernweh manual')
  })

  it('knows a PDF whatever it is called', async () => {
    expect(await read('notes.txt', pdf([['Returns are free within thirty days of the day of delivery.']]))).toMatchObject({ type: 'pdf' })
  })

  it.each([
    ['scanned.pdf', pdf([[], []]), /scanned/],
    ['locked.pdf', pdf([['secret']], locked), /protected by a password/],
    ['broken.pdf', Buffer.from('%PDF-1.7\nnothing here'), /damaged/],
    [
      'bomb.docx',
      zip({ '[Content_Types].xml': '<Types>word/document.xml</Types>', 'word/document.xml': 'x' }, 3_000_000_000),
      /larger inside|type zip|damaged/,
    ],
    ['old.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]), /password, or of an old Office/],
    ['picture.png', Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001080600000', 'hex'), /type png/],
    ['noise.txt', Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256)), /no text|damaged|type/],
    ['empty.md', Buffer.from('\n \n'), /no text in this file/],
    ['quotes.csv', Buffer.from('a,b\n"open,1\n'), /not CSV/],
  ])('says what is wrong with %s', async (name, bytes, problem) => {
    expect(await read(name, bytes)).toEqual({ problem: expect.stringMatching(problem) })
  })

  it('reads Word with its headings and tables', async () => {
    const body =
      paragraph('Warranty', 'Heading1') +
      paragraph('Five years on seams.') +
      paragraph('Repairs', 'Heading2') +
      table([
        ['Part', 'Price'],
        ['Zip', '12 euros'],
      ])
    const answer = await read('warranty.docx', docx(body))
    expect(answer).toMatchObject({ type: 'docx', title: 'warranty' })
    expect(textOf(answer)).toContain('Warranty › Five years on seams.')
    expect(textOf(answer)).toContain('Warranty › Repairs › Part | Price\nZip | 12 euros')
  })

  it('reads Markdown: headings, tables, and code whose lines look like headings', async () => {
    const answer = await read(
      'care.md',
      '---\nowner: Ada\n---\n# Care\n\nDry it.\n\n```\n# not a heading\n```\n\n## Table\n\n| Fabric | Wash |\n|---|---|\n| Silnylon | 30 °C |\n',
    )
    expect(answer).toMatchObject({ type: 'markdown', title: 'Care' })
    expect(textOf(answer)).toContain('Care › Dry it.\n# not a heading')
    expect(textOf(answer)).toContain('Care › Table › Fabric | Wash\nSilnylon | 30 °C')
    expect(textOf(answer)).not.toContain('owner')
  })

  it('reads tables row by row, with the names of the columns', async () => {
    const answer = await read('stock.csv', '\ufeffName;Price\n"Tent; green";199\nPack;\n')
    expect(answer).toMatchObject({ type: 'csv', blocks: [{ text: 'Name: Tent; green\nPrice: 199' }, { text: 'Name: Pack' }] })
  })

  it('reads HTML and text in the encoding that they are in', async () => {
    const html =
      '<!doctype html><title>Größen</title><nav>Menu</nav><main><h1>Größen</h1><p>Alle Jacken fallen groß aus; nimm eine kleiner als sonst, wenn du zwischen zwei Größen liegst.</p></main>'
    expect(textOf(await read('sizes.html', Buffer.from(html, 'latin1')))).toContain('fallen groß aus')
    expect(textOf(await read('sizes.txt', Buffer.from('\ufeffWir öffnen um neun.', 'utf16le')))).toContain('öffnen um neun')
  })
})

describe('the thread that reads', () => {
  const limits: ReaderLimits = { time: { page: 1_500, file: 50 }, megabytes: 64, idle: 1_000 }

  it('is given up when a task takes too long, and the next task is served', async () => {
    const impatient = openReader(limits)
    const long = Buffer.from(`${'a,b,c\n'.repeat(4_000)}`)
    expect(await impatient.file({ name: 'long.csv', bytes: long })).toEqual({ problem: expect.stringMatching(/too large or too tangled/) })
    const patient = openReader({ ...limits, time: { page: 15_000, file: 15_000 } })
    expect(await patient.file({ name: 'a.txt', bytes: Buffer.from('We open at nine.') })).toMatchObject({ type: 'text' })
    await Promise.all([impatient.close(), patient.close()])
  })

  it('[K4] is given up when a task takes too much memory, and the next task is served', async () => {
    const small = openReader({ time: { page: 60_000, file: 60_000 }, megabytes: 48, idle: 1_000 })
    const greedy = Buffer.from(`<p>${'<b>x</b> '.repeat(400_000)}</p>`)
    expect(await small.page({ bytes: greedy, type: 'text/html', url: 'http://a.example/', as: 'html' })).toEqual({
      problem: expect.stringMatching(/too tangled/),
    })
    expect(await small.file({ name: 'a.txt', bytes: Buffer.from('We open at nine.') })).toMatchObject({ type: 'text' })
    await small.close()
  })
})
