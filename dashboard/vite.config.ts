import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const server = process.env.BATON_SERVER ?? 'http://127.0.0.1:3000'

/** Everything is a file of our own: the page's policy allows no inline script, no inline style element and no other host. */
const config: UserConfig = {
  root: here,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: {
      '/v1': server,
      '/socket': { target: server, ws: true },
      '/widget': server,
      '/try': server,
    },
  },
}

export default config
