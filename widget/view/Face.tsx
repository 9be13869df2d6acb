/** @jsxImportSource @baton/widget */

const hues = 6

/** Who speaks is a shape before it is a colour: people are round, the bot (no name) is square, whatever picture it has. */
export function Face(name: string | null, picture?: string | null) {
  const [initial = ''] = name ?? ''
  return (
    <span class={initial ? 'face' : 'face bot'} data-hue={initial.charCodeAt(0) % hues} aria-hidden="true">
      {initial.toUpperCase()}
      {!initial && picture && <img src={picture} alt="" onError={hide} />}
    </span>
  )
}

/** A page's policy may refuse pictures of others: then the square is seen. */
const hide = ({ currentTarget }: Event) => {
  ;(currentTarget as HTMLElement).hidden = true
}
