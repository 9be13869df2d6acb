import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { type Block, blocksOfText } from '../split.ts'
import { readFragment } from './html.ts'

/** The blocks of Markdown, tables and lists included; what stands in it as HTML is read as text. */
export async function readMarkdown(text: string): Promise<Block[]> {
  const withoutHead = text.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
  const html = micromark(withoutHead, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return (await readFragment(html)) ?? blocksOfText(text)
}
