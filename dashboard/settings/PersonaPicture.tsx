import { pictureLimit, type ShownPersona } from '@baton/contracts/answering.ts'
import { api } from '@baton/contracts/api.ts'
import { useMutation } from '@tanstack/react-query'
import { sentenceFor } from '../account/problem.ts'
import { call, Refused } from '../live/call.ts'
import { Square } from '../ui/Face.tsx'
import { Problem } from '../ui/Field.tsx'
import { personaText as t } from './answers-text.ts'

type Props = { bot: string; picture: string | null; changed: (now: ShownPersona) => void }

/** The bot's picture: stored as soon as it is chosen. */
export function PersonaPicture({ bot, picture, changed }: Props) {
  const send = useMutation({ mutationFn: (file: File) => upload(bot, file), onSuccess: changed })
  const remove = useMutation({
    async mutationFn() {
      await call(api.removeBotPicture, { params: { id: bot } })
      return call(api.persona, { params: { id: bot } })
    },
    onSuccess: changed,
  })
  return (
    <div className="labelled">
      <strong>{t('picture')}</strong>
      <div className="picture-row">
        {picture ? <img className="bot-picture" src={picture} alt="" width={56} height={56} /> : <Square size={56} />}
        <label className="button">
          {send.isPending ? t('sending') : t('choose')}
          <input
            className="hidden"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            onChange={({ target }) => {
              const [file] = target.files ?? []
              if (file) send.mutate(file)
              target.value = ''
            }}
          />
        </label>
        {picture && (
          <button type="button" className="button bare" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {t('remove')}
          </button>
        )}
      </div>
      <p className="small quiet">{t('pictureHint')}</p>
      <Problem sentence={sentenceFor(send.error ?? remove.error)} />
    </div>
  )
}

async function upload(bot: string, file: File): Promise<ShownPersona> {
  if (file.size > pictureLimit) throw new Error(t('tooLarge'))
  const { method, path } = api.changeBotPicture
  const headers = { 'content-type': 'application/octet-stream' }
  const answer = await fetch(path.replace(':id', encodeURIComponent(bot)), { method, headers, body: file })
  const said = await answer.json().catch(() => null)
  if (answer.ok) return said
  throw said?.refusal ? new Refused(said.refusal, said.sentence) : new Error(said?.sentence ?? `The server answered ${answer.status}.`)
}
