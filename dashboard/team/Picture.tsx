import { api } from '@baton/contracts/api.ts'
import type { Person } from '@baton/contracts/team.ts'
import { type ChangeEvent, useState } from 'react'
import { call } from '../live/call.ts'
import { Portrait } from './Portrait.tsx'
import { t } from './text.ts'
import { useStaffAct } from './use.ts'

const largest = 200_000

/** A picture of somebody: chosen, and there at once. */
export function Picture({ person }: { person: Person }) {
  const { id, picture } = person
  const [problem, setProblem] = useState<string | null>(null)
  const put = useStaffAct(async (file: File) => call(api.setPicture, { params: { id }, body: { data: await base64(file) } }))
  const remove = useStaffAct(() => call(api.removePicture, { params: { id } }))
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (!file) return
    const found = file.size > largest ? t('pictureLarge') : /^image\/(png|jpeg|webp)$/.test(file.type) ? null : t('pictureKind')
    setProblem(found)
    if (found === null) put.mutate(file)
    target.value = ''
  }
  return (
    <div className="own-picture">
      <Portrait person={person} size={56} />
      <div>
        <label className="button">
          {t('choosePicture')}
          <input className="hidden" type="file" accept="image/png,image/jpeg,image/webp" onChange={choose} />
        </label>
        {picture !== null && (
          <button type="button" className="button bare" onClick={() => remove.mutate()}>
            {t('removePicture')}
          </button>
        )}
        <p className="small quiet">{t('pictureHint')}</p>
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
