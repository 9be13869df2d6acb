import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'

type Shared = { label: string; hint?: ReactNode; error?: string | null }

/** A labelled input whose hint and error are read out with it. */
export function Field({ label, hint, error, ...input }: Shared & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input id={id} className="field" aria-describedby={described(id, hint, error)} aria-invalid={error ? true : undefined} {...input} />
    </Labelled>
  )
}

export function Area({ label, hint, error, ...area }: Shared & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea id={id} className="field" aria-describedby={described(id, hint, error)} aria-invalid={error ? true : undefined} {...area} />
    </Labelled>
  )
}

function Labelled({ id, label, hint, error, children }: Shared & { id: string; children: ReactNode }) {
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="small quiet">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  )
}

function described(id: string, hint: ReactNode, error: string | null | undefined): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
}

type Search = { label: string; value: string; onChange: (text: string) => void; wide?: boolean }

/** Narrows the list below it while it is typed. */
export function SearchField({ label, value, onChange, wide = false }: Search) {
  return (
    <input
      type="search"
      className={wide ? 'field wide' : 'field'}
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

/** What went wrong with a whole form, said as soon as it is known. */
export function Problem({ sentence }: { sentence: string | null | undefined }) {
  return (
    <p className="problem" role="alert" hidden={!sentence}>
      {sentence}
    </p>
  )
}
