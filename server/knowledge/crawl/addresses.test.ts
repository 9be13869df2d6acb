import { describe, expect, it } from 'vitest'
import { matches, normalise, taker } from './addresses.ts'
import { likenessOf, sayTheSame } from './alike.ts'
import { addressesIn } from './sitemap.ts'
import { Traps } from './traps.ts'

describe('addresses', () => {
  it.each([
    ['https://Shop.example/a#top', 'https://shop.example/a'],
    ['https://shop.example:443//a//b?utm_source=x&q=1&gclid=2', 'https://shop.example/a/b?q=1'],
    ['https://shop.example/a?utm_campaign=x', 'https://shop.example/a'],
    ['https://shop.example/a;jsessionid=12', 'https://shop.example/a'],
    ['mailto:a@shop.example', null],
    ['https://user:secret@shop.example/', null],
    [`https://shop.example/${'a'.repeat(2_000)}`, null],
  ])('%s is %s', (address, spelt) => expect(normalise(address)).toBe(spelt))

  it.each([
    ['/products/*', '/products/tent', true],
    ['/products/*', '/products/', true],
    ['/products/*', '/products', true],
    ['/products/*', '/products-old/tent', false],
    ['/a', '/a/', true],
    ['/a', '/a/b', false],
    ['*/print', '/x/y/print', true],
    ['/*/reviews/*', '/tents/reviews/3', true],
    ['/**', '/anything', true],
  ])('%s takes %s: %s', (pattern, path, fits) => expect(matches(pattern, path)).toBe(fits))

  it('matches in linear time', () => {
    expect(matches(`/${'a*'.repeat(90)}b`, `/${'a'.repeat(900)}`)).toBe(false)
  })

  it('takes pages of one site, within its paths', () => {
    const takes = taker('https://www.shop.example/start', { include: ['/help/*'], skip: ['/help/old*'] })
    const taken = ['/start', '/help/a'].map((path) => `https://shop.example${path}`)
    const left = [
      'https://shop.example/other',
      'https://shop.example/help/old',
      'https://shop.example/help/a.jpg',
      'https://other.example/help/a',
      'http://shop.example:8080/help/a',
    ]
    expect(taken.filter((url) => !takes(url))).toEqual([])
    expect(left.filter(takes)).toEqual([])
    expect(takes('https://shop.example/help/a/x/a/x/a/x/a/x')).toBe(false)
  })
})

describe('sitemaps', () => {
  it('gives its addresses, whatever else is wrong with it', () => {
    const text =
      '<?xml version="1.0"?><urlset><url><loc> https://a.example/?a=1&amp;b=2 </loc><url><loc><![CDATA[https://a.example/c]]></loc></url><loc>nonsense</loc>'
    expect(addressesIn(text)).toEqual(['https://a.example/?a=1&b=2', 'https://a.example/c'])
    expect(addressesIn('https://a.example/1\nhttps://a.example/2\n')).toHaveLength(2)
    expect(addressesIn('<html>not a sitemap</html>')).toEqual([])
  })
})

describe('traps', () => {
  it('sees a form of address whose pages say nothing new, and one path with endless variants', () => {
    const traps = new Traps()
    for (let i = 0; i < 8; i++) traps.note(`https://a.example/calendar/2026/${i}`, 'stale')
    for (let i = 0; i < 8; i++) traps.note(`https://a.example/products/${i}`, 'fresh')
    expect(traps.allows('https://a.example/calendar/2027/1')).toBe(false)
    expect(traps.allows('https://a.example/products/9')).toBe(true)
    const variants = Array.from({ length: 500 }, (_, i) => `https://a.example/list?sort=${i}`)
    expect(variants.filter((url) => traps.allows(url))).toHaveLength(50)
    expect(variants.filter((url) => traps.allows(url))).toHaveLength(50)
  })
})

describe('near-duplicates', () => {
  const text = Array.from({ length: 80 }, (_, i) => `word${i}`).join(' ')
  const page = (title: string, body: string) => likenessOf(title, [{ heading: [], text: body }])

  it('sees one page behind two that differ in a line, and keeps apart what has another name', () => {
    expect(sayTheSame(page('Care', text), page('Care – print version', `${text} Printed today.`))).toBe(true)
    expect(sayTheSame(page('Tent A', text), page('Tent B', `${text} in green`))).toBe(false)
    expect(sayTheSame(page('Tent A', text), page('Tent B', text))).toBe(true)
    expect(sayTheSame(page('Care', text), page('Care', text.split(' ').reverse().join(' ')))).toBe(false)
    expect(sayTheSame(page('a', ''), page('a', 'b'))).toBe(false)
  })
})
