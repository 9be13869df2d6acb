import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { acceptedFiles, describeFile, whyNot } from './files.ts'
import { t as knowledge, fileText as t } from './text.ts'
import { upload } from './upload.ts'

type State = { is: 'waiting' } | { is: 'sending'; sent: number } | { is: 'done'; source: SourceItem } | { is: 'refused'; sentence: string }
type Sent = { key: number; file: File; state: State }

type Props = { bot: string /** The one that is replaced. */; replaces?: string; done?: () => void; beside?: ReactNode }

/** Files, dropped or chosen; each is sent at once, one after the other, and tells how it goes. */
export function AddFiles({ bot, replaces, done, beside }: Props) {
  const { files, send } = useUploads(bot, replaces)
  const [over, setOver] = useState(false)
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send([...event.dataTransfer.files])
  }
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the field inside does the same for everybody. */}
      <div
        className="drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <strong>{t('drop')}</strong>
        <label className="button">
          {t('choose')}
          <input
            className="hidden"
            type="file"
            multiple={!replaces}
            accept={acceptedFiles}
            onChange={({ target }) => {
              send([...(target.files ?? [])])
              target.value = ''
            }}
          />
        </label>
        <p className="small quiet">{t(replaces ? 'replaceHint' : 'hint')}</p>
      </div>
      <ul className="files" aria-label={t('listLabel')}>
        {files.map((one) => (
          <FileRow key={one.key} sent={one} />
        ))}
      </ul>
      <footer className="buttons">
        {files.length === 0 && beside}
        {files.length > 0 && done && (
          <button type="button" className="button" onClick={done}>
            {t('finish')}
          </button>
        )}
      </footer>
    </div>
  )
}

/** One at a time: reading a file is work for the server, and several at once would only wait for each other. */
function useUploads(bot: string, replaces: string | undefined) {
  const [files, setFiles] = useState<readonly Sent[]>([])
  const client = useQueryClient()
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const nextKey = useRef(0)
  const set = (key: number, state: State) => setFiles((before) => before.map((one) => (one.key === key ? { ...one, state } : one)))
  const sendOne = async ({ key, file }: Sent) => {
    set(key, { is: 'sending', sent: 0 })
    try {
      const source = await upload({ bot, file, source: replaces, onProgress: (sent) => set(key, { is: 'sending', sent }) })
      set(key, source.status === 'failed' ? { is: 'refused', sentence: source.error ?? '' } : { is: 'done', source })
      await client.invalidateQueries({ queryKey: ['sources'] })
      await client.invalidateQueries({ queryKey: ['source', source.id] })
    } catch (error) {
      set(key, { is: 'refused', sentence: sentenceFor(error) ?? '' })
    }
  }
  const send = (chosen: readonly File[]) => {
    const news = chosen.map((file): Sent => {
      const sentence = whyNot(file)
      return { key: nextKey.current++, file, state: sentence === null ? { is: 'waiting' } : { is: 'refused', sentence } }
    })
    setFiles((before) => [...before, ...news])
    for (const one of news) if (one.state.is === 'waiting') last.current = last.current.then(() => sendOne(one))
  }
  return { files, send }
}

function FileRow({ sent: { file, state } }: { sent: Sent }) {
  return (
    <li>
      <strong className="clip">{file.name}</strong>
      <span className="small quiet num">{describeFile(file)}</span>
      <div className="file-state" aria-live="polite">
        <FileState name={file.name} state={state} />
      </div>
    </li>
  )
}

function FileState({ name, state }: { name: string; state: State }) {
  switch (state.is) {
    case 'waiting':
      return <span className="small quiet">{t('waiting')}</span>
    case 'sending':
      return (
        <>
          <progress value={state.sent} max={1} aria-label={t('sentLabel', name)} />
          <span className="small quiet num">{state.sent < 1 ? t('sending', Math.floor(state.sent * 100)) : t('reading')}</span>
        </>
      )
    case 'done':
      return (
        <>
          <span className="small">{t('done', knowledge('pieces', state.source.chunks))}</span>
          <Link to="/knowledge/$source" params={{ source: state.source.id }} search={(before) => before} className="small">
            {t('open')}
          </Link>
        </>
      )
    case 'refused':
      return <span className="small field-error">{state.sentence}</span>
  }
}
