/** @jsxImportSource @baton/widget */

/** After Lucide (ISC licence). */
const paths = {
  more: 'M12 12h.01M19 12h.01M5 12h.01',
  x: 'M18 6 6 18M6 6l12 12',
  user: 'M12 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10M20 21a8 8 0 0 0-16 0',
  bell: 'M10 21a2 2 0 0 0 4 0M4 17h16c-1-2-2-3-2-9A6 6 0 0 0 6 8c0 6-1 7-2 9z',
  send: 'm5 12 7-7 7 7M12 19V5',
  doc: 'M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8l6 6v12a2 2 0 0 1-2 2zM14 2v6h6M16 13H8M16 17H8',
  clock: 'M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20M12 6v6l4 2',
}

export function Icon(name: keyof typeof paths) {
  return (
    <svg class={`icon ${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
