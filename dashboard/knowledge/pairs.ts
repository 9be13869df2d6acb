export type Pair = { question: string; answer: string }

/**
 * Reads pasted questions and answers: blocks with an empty line between them, the question on the first line, the answer below. `Q:` and `A:`
 * before them are understood. `bad` is the first question without an answer.
 */
export function readPairs(pasted: string): { pairs: Pair[]; bad: string | null } {
  const blocks = pasted
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+|\n(?=[ \t]*(?:Q|Question)[ \t]*[:.])/i)
    .map((block) => block.trim())
    .filter(Boolean)
  const read = joinedAnswers(blocks).map(readBlock)
  return { pairs: read.filter(({ answer }) => answer !== ''), bad: read.find(({ answer }) => answer === '')?.question ?? null }
}

/** An answer that stands alone after an empty line belongs to the question above it. */
function joinedAnswers(blocks: readonly string[]): string[] {
  return blocks.reduce<string[]>((all, block) => {
    const before = all.at(-1)
    if (before !== undefined && /^(?:A|Answer)[ \t]*[:.]/i.test(block)) all[all.length - 1] = `${before}\n${block}`
    else all.push(block)
    return all
  }, [])
}

function readBlock(block: string): Pair {
  const [first = '', ...rest] = block.split('\n')
  return {
    question: first.replace(/^(?:Q|Question)[ \t]*[:.][ \t]*/i, '').trim(),
    answer: rest
      .join('\n')
      .replace(/^\s*(?:A|Answer)[ \t]*[:.][ \t]*/i, '')
      .trim(),
  }
}
