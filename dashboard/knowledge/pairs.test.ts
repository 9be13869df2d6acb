import { describe, expect, test } from 'vitest'
import { readPairs } from './pairs.ts'

describe('pasted questions and answers', () => {
  test('stand in blocks, the question on the first line', () => {
    expect(readPairs('How long?\n30 days.\nFrom arrival.\n\n\nTo Switzerland?\nYes.')).toEqual({
      pairs: [
        { question: 'How long?', answer: '30 days.\nFrom arrival.' },
        { question: 'To Switzerland?', answer: 'Yes.' },
      ],
      bad: null,
    })
  })

  test.each([
    ['Q: How long?\nA: 30 days.\nQ: To Switzerland?\nA: Yes.'],
    ['Question: How long?\r\nAnswer: 30 days.\r\n\r\nQuestion: To Switzerland?\r\nAnswer: Yes.'],
    ['Q. How long?\n\nA. 30 days.\n\nQ. To Switzerland?\n\nA. Yes.'],
  ])('may be lettered: %j', (pasted) => {
    expect(readPairs(pasted).pairs).toEqual([
      { question: 'How long?', answer: '30 days.' },
      { question: 'To Switzerland?', answer: 'Yes.' },
    ])
  })

  test('a question without an answer is named', () => {
    expect(readPairs('How long?\n30 days.\n\nTo Switzerland?')).toMatchObject({
      pairs: [{ question: 'How long?' }],
      bad: 'To Switzerland?',
    })
    expect(readPairs('  \n ')).toEqual({ pairs: [], bad: null })
  })
})
