/** @jsxImportSource @baton/widget */

const hues = 6

/** Who speaks is a shape before it is a colour: people are round, the bot (no name) is square. */
export function Face(name: string | null) {
  const [initial = ''] = name ?? ''
  return (
    <span class={initial ? 'face' : 'face bot'} data-hue={initial.charCodeAt(0) % hues} aria-hidden="true">
      {initial.toUpperCase()}
    </span>
  )
}
