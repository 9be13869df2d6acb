/// <reference types="vite/client" />

/** File name of the panel, as built: inlined into the loader. */
declare const __PANEL__: string
