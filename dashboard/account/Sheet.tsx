import type { ReactNode } from 'react'

/** The page for people who are not inside yet: one sheet in the middle. */
export function Sheet({ title, intro, wide = false, children }: { title: string; intro?: string; wide?: boolean; children: ReactNode }) {
  return (
    <main className="door" data-wide={wide || undefined}>
      <div className="door-sheet">
        <svg className="mark" viewBox="0 0 26 26" role="img" aria-label="Baton" fill="none" strokeWidth="6" strokeLinecap="round">
          <path d="M5.5 20.5l5-5" stroke="var(--ink)" />
          <path d="M12.8 13.2l7.7-7.7" stroke="var(--brand)" />
        </svg>
        <h1>{title}</h1>
        {intro && <p className="intro">{intro}</p>}
        {children}
      </div>
    </main>
  )
}
