import { describe, expect, test } from 'vitest'
import { asTime, durationInWords, isOverMidnight, lengthOf, onTrack, withAnother } from './hours.ts'

describe('times as they are typed', () => {
  test.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9.30', '09:30'],
    ['24', '24:00'],
    ['17:05', '17:05'],
    ['noon', 'noon'],
  ])('%s is %s', (typed, read) => expect(asTime(typed)).toBe(read))
})

describe('a day', () => {
  test('is as long as its periods, also past midnight and to its end', () => {
    expect(
      durationInWords(
        lengthOf([
          { from: '09:00', to: '12:30' },
          { from: '22:00', to: '02:00' },
        ]),
      ),
    ).toBe('7 h 30')
    expect(durationInWords(lengthOf([{ from: '00:00', to: '24:00' }]))).toBe('24 h')
    expect(isOverMidnight({ from: '22:00', to: '02:00' })).toBe(true)
    expect(isOverMidnight({ from: '22:00', to: '24:00' })).toBe(false)
  })

  test('gets a break at noon when it is long, and another period when it is short', () => {
    expect(withAnother([{ from: '09:00', to: '18:00' }])).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '18:00' },
    ])
    expect(withAnother([{ from: '08:00', to: '10:00' }])).toEqual([
      { from: '08:00', to: '10:00' },
      { from: '11:00', to: '15:00' },
    ])
    expect(withAnother([])).toHaveLength(1)
  })

  test('ends at the edge of the track where it goes on after midnight', () => {
    expect(onTrack({ from: '18:00', to: '02:00' })).toEqual({ start: 0.75, end: 1 })
  })
})
