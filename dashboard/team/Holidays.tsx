import { api } from '@baton/contracts/api.ts'
import type { SpecialDay } from '@baton/contracts/hours.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { toast } from '../ui/toasts.tsx'
import { t } from './text.ts'

type Props = {
  open: boolean
  onClose: () => void
  /** Takes what was found, and says how many were new. */
  onFound: (days: readonly SpecialDay[]) => number
}

/** A country's public holidays, or the whole days of a calendar file, into rows. */
export function Holidays({ open, onClose, onFound }: Props) {
  return (
    <Modal open={open} onClose={onClose} title={t('importHolidays')} intro={t('importIntro')}>
      <Import
        onFound={(days) => {
          toast({ key: 'imported', title: t('imported', onFound(days)) })
          onClose()
        }}
      />
    </Modal>
  )
}

const countryNames = new Intl.DisplayNames('en-GB', { type: 'region' })

function Import({ onFound }: { onFound: (days: readonly SpecialDay[]) => void }) {
  const thisYear = new Date().getFullYear()
  const { data: countries = [], error } = useQuery({ queryKey: ['holidays'], queryFn: () => call(api.countries, {}), staleTime: Infinity })
  const [country, setCountry] = useState(navigator.language.slice(-2).toUpperCase())
  const [year, setYear] = useState(thisYear)
  const chosen = countries.includes(country) ? country : (countries[0] ?? '')
  const holidays = useMutation({
    mutationFn: () => call(api.holidays, { params: { country: chosen }, query: { year } }),
    onSuccess: onFound,
  })
  const file = useMutation({
    mutationFn: async (chosenFile: File) => call(api.readCalendar, { body: { text: await chosenFile.text() } }),
    onSuccess: onFound,
  })
  const read = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [picked] = target.files ?? []
    if (picked) file.mutate(picked)
    target.value = ''
  }
  return (
    <div className="stack">
      <div className="pair-fields">
        <label className="labelled">
          {t('country')}
          <select className="field" value={chosen} onChange={({ target }) => setCountry(target.value)}>
            {countries.map((code) => (
              <option key={code} value={code}>
                {countryNames.of(code)}
              </option>
            ))}
          </select>
        </label>
        <label className="labelled">
          {t('year')}
          <select className="field" value={year} onChange={({ target }) => setYear(Number(target.value))}>
            {[0, 1, 2].map((more) => (
              <option key={more}>{thisYear + more}</option>
            ))}
          </select>
        </label>
      </div>
      <Problem sentence={sentenceFor(error ?? holidays.error ?? file.error)} />
      <footer className="buttons">
        <label className="button">
          {t('importFile')}
          <input className="hidden" type="file" accept=".ics,text/calendar" onChange={read} />
        </label>
        <button type="button" className="button primary" disabled={chosen === '' || holidays.isPending} onClick={() => holidays.mutate()}>
          {t('importThem')}
        </button>
      </footer>
    </div>
  )
}
