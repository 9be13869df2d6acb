import type { Asked, ChatModel } from '../bot/model.ts'
import type { Grounded } from '../bot/reading.ts'

/** Where an attack stands: in the visitor's line, in an earlier one, or in a page that was read. */
export type Place = 'line' | 'history' | 'page'

const fenced = (mark: string) => new RegExp(`<([a-z]+(?: \\d+)?) ${mark}>\\n([\\s\\S]*?)\\n</\\1 ${mark}>`, 'g')
const markOf = ({ instructions }: Asked) => /marks that carry (\S+) is data/.exec(instructions)?.[1] ?? ''

/** What a prompt says outside its fences: what a model may take for an instruction. */
export function outside(asked: Asked): string {
  return asked.prompt.replace(fenced(markOf(asked)), '').trim()
}

/** What stands within the fences, by name. */
export function inside(asked: Asked): { name: string; text: string }[] {
  return [...asked.prompt.matchAll(fenced(markOf(asked)))].map(([, name = '', text = '']) => ({ name, text }))
}

/** A model that does what it is told outside the fences, and else answers from its first passage. */
export function obedient(orders: Asked[]): ChatModel {
  return writing((asked) => {
    orders.push(asked)
    const order = outside(asked)
    return order === '' ? [firstOf(asked)] : [order, 'I have obeyed.']
  })
}

/** A model that repeats all that it was given, as if it were its own. */
export function echoing(): ChatModel {
  return writing((asked) => [...inside(asked).map(({ text }) => text), asked.instructions])
}

/** A model that was turned: it says this, and claims to have it from its sources. */
export function turned(goal: string): ChatModel {
  return writing(() => [goal])
}

function firstOf(asked: Asked): string {
  const passage = inside(asked).find(({ name }) => name === 'passage 1')?.text ?? ''
  return passage.split('\n')[1]?.split(/(?<=\.)\s/)[0] ?? ''
}

function writing(write: (asked: Asked) => string[]): ChatModel {
  return {
    name: 'pretend',
    async ask(asked, listener = {}) {
      const citations = inside(asked).flatMap(({ name }) => (name.startsWith('passage') ? [Number(name.split(' ')[1])] : []))
      const head = { answerable: 'yes' as const, confidence: 0.99, citations }
      const said: Grounded = { ...head, sentences: [] }
      const usage = { in: 1, out: 1 }
      if (listener.header?.(head) === false) return { ok: true, said, stopped: true, usage }
      for (const text of write(asked)) {
        const sentence = { text, citations }
        said.sentences.push(sentence)
        if ((await listener.sentence?.(sentence)) === false) return { ok: true, said, stopped: true, usage }
      }
      return { ok: true, said, stopped: false, usage }
    },
  }
}
