type Props = { label: string; value: number; min: number; max: number; onChange: (value: number) => void }

/** A whole number inside a sentence: reads as text, edits in place. */
export function Amount({ label, value, min, max, onChange }: Props) {
  return (
    <span className="value">
      <input
        type="number"
        aria-label={label}
        min={min}
        max={max}
        value={value}
        style={{ inlineSize: `${String(value).length + 1}ch` }}
        onChange={({ target }) => onChange(Math.min(max, Math.max(min, Math.round(Number(target.value)))))}
      />
    </span>
  )
}
