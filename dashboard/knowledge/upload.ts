import { api } from '@baton/contracts/api.ts'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { Refused } from '../live/call.ts'
import { fileText } from './text.ts'

type Upload = { bot: string; file: File /** Replaces this one. */; source?: string | undefined; onProgress: (sent: number) => void }

/** Sends a file, telling how much of it has gone, in [0, 1]: `fetch` can't tell, so this is an `XMLHttpRequest`. */
export function upload({ bot, file, source, onProgress }: Upload): Promise<SourceItem> {
  const query = new URLSearchParams({ name: file.name, ...(source ? { source } : {}) })
  const request = new XMLHttpRequest()
  request.open(api.addFile.method, `${api.addFile.path.replace(':id', encodeURIComponent(bot))}?${query}`)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.responseType = 'json'
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
  return new Promise((done, fail) => {
    request.onload = () => {
      const said = request.response
      if (request.status < 300) return done(said)
      fail(said?.refusal ? new Refused(said.refusal, said.sentence) : new Error(said?.sentence ?? `The server answered ${request.status}.`))
    }
    request.onerror = () => fail(new Error(fileText('lost')))
    request.send(file)
  })
}
