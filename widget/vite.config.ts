import { fileURLToPath } from 'node:url'
import { build, type Plugin, type UserConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
/** Number of `light-dark()` among the features of Lightning CSS: no sheet uses it, so none carries what stands in for it. */
const lightDark = 1 << 20
const target = ['chrome111', 'safari16.4', 'firefox113']

/**
 * The panel is a module with its hash in its name. The loader is a plain script, built after it, that knows this name; `panel.js` is
 * a lasting name for the same, for loaders that a browser has kept longer than the file they name.
 */
function loader(): Plugin {
  return {
    name: 'baton-loader',
    async generateBundle(_, bundle) {
      const panel = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry)?.fileName
      if (!panel) this.error('the build has no panel')
      const emit = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source })
      emit('loader.js', await buildLoader(panel))
      emit('panel.js', `export*from"./${panel}"\n`)
      emit('manifest.json', `${JSON.stringify({ loader: 'loader.js', panel })}\n`)
    },
  }
}

async function buildLoader(panel: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: here,
    logLevel: 'warn',
    define: { __PANEL__: JSON.stringify(panel) },
    build: { target, write: false, copyPublicDir: false, lib: { entry: 'loader.ts', formats: ['iife'], name: 'baton' } },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : null
  if (!chunk) throw new Error('the loader was not built')
  return chunk.code
}

const config: UserConfig = {
  root: here,
  plugins: [loader()],
  // The same code also where NODE_ENV says otherwise.
  oxc: { jsx: { importSource: '@baton/widget', development: false } },
  resolve: { alias: [{ find: './apply-hidden.ts', replacement: `${here}live/fold-hidden.ts` }] },
  css: { lightningcss: { exclude: lightDark } },
  build: {
    target,
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: 'panel.tsx',
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'assets/[name]-[hash].js' },
    },
  },
}

export default config
