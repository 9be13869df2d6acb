import type { ChunkItem } from '@baton/contracts/knowledge.ts'
import type { ReactNode } from 'react'
import { type Mark, Said } from '../ui/Said.tsx'

type Props<C extends ChunkItem> = { chunks: readonly C[]; beside?: (chunk: C) => ReactNode; marks?: (text: string) => readonly Mark[] }

/** Pieces as the bot sees them. */
export function PieceList<C extends ChunkItem>({ chunks, beside, marks }: Props<C>) {
  return (
    <ol className="pieces">
      {chunks.map((chunk) => (
        <li key={chunk.id} className="card">
          {beside?.(chunk)}
          {chunk.question === null && <p className="small quiet">{placeOf(chunk)}</p>}
          {chunk.question && <strong className="phrasings">{chunk.question}</strong>}
          <p className="said">
            <Said text={chunk.text} marks={marks?.(chunk.text) ?? []} />
          </p>
        </li>
      ))}
    </ol>
  )
}

/** The title and the headings above a piece, without saying one twice. */
function placeOf({ title, heading }: ChunkItem): string {
  return [title, ...heading].filter((part, i, all) => part && part !== all[i - 1]).join(' › ')
}
