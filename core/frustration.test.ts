import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frustration } from './frustration.ts'

const angry = [
  'this is ridiculous',
  'Useless.',
  'you are not helping at all',
  'I WANT MY MONEY BACK NOW!!!',
  'seriously??',
  'what the hell is this',
  'your support sucks',
  'I have been waiting for two weeks and still no reply',
  'stop giving me the same stupid answer',
  'thanks for nothing',
  'I give up',
  'how many times do I have to say it',
  'are you kidding me?',
  'terrible service',
  'Das ist doch lächerlich',
  'Was für eine Frechheit!',
  "j'en ai marre",
  'Esto es inaceptable',
  'È una vergogna',
  'Isto é um absurdo',
  'Dit is belachelijk',
  'To jest skandal',
  'Bu tam bir rezalet',
  'Det här är löjligt',
]
const calm = [
  'how do I reset my password?',
  'the zip is broken, can I return it',
  'i got the wrong size',
  'Is it normal that it smells bad after washing?',
  'the colour looks terrible in the photo, is it nicer in reality',
  'not bad at all',
  'WHERE IS IKEA',
  'FAQ',
  'Great!! thanks',
  'you have been really helpful',
  'I need a human',
  'no thanks',
  'ok',
  'Can I cancel my order? I ordered twice by accident.',
  'Wo ist meine Bestellung?',
  '',
]

describe('how angry somebody writes', () => {
  it.each(angry)('"%s" is angry', (line) => expect(frustration([line]).score).toBeGreaterThanOrEqual(0.5))
  it.each(calm)('"%s" is not', (line) => expect(frustration([line]).score).toBeLessThan(0.5))

  it('adds up over lines, the newest first', () => {
    const grumble = 'this is still not working'
    const [once, often] = [frustration([grumble]).score, frustration([grumble, grumble, grumble]).score]
    expect(once).toBeLessThan(0.5)
    expect(often).toBeGreaterThan(once)
    expect(frustration(['this is ridiculous', 'ok', 'where do I find it']).score).toBeLessThan(0.5)
  })

  it('marks the words in the newest line', () => {
    const line = 'Hi, this is ridiculous!'
    expect(frustration(['stupid bot', line]).marks.map(([from, to]) => line.slice(from, to))).toEqual(['ridiculous'])
  })

  it('takes any lines', { timeout: 30_000 }, () => {
    const word = fc.constantFrom('useless', 'bot', 'not', '??', '!!!', 'FU', 'ok', '\ud800', '😡', 'i', 'give', 'up')
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 7 }), (lines) => {
        const { score, marks } = frustration(lines)
        expect(score >= 0 && score <= 1).toBe(true)
        for (const [from, to] of marks) expect(0 <= from && from < to && to <= (lines.at(-1)?.length ?? 0)).toBe(true)
      }),
    )
  })
})
