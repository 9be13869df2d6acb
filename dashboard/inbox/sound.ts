let context: AudioContext | null = null

/** Browsers let a page sound only after somebody has touched it: the first touch or key prepares it. */
export function prepareSound(): () => void {
  const unlock = () => {
    context ??= new AudioContext()
    void context.resume()
  }
  const events = ['pointerdown', 'keydown'] as const
  for (const name of events) window.addEventListener(name, unlock, { once: true })
  return () => {
    for (const name of events) window.removeEventListener(name, unlock)
  }
}

/** Two soft notes, rising. Made here: no file to load, nothing to license. */
export function ring(): void {
  if (context?.state !== 'running') return
  const from = context.currentTime
  note(context, 659.25, from)
  note(context, 880, from + 0.16)
}

function note(audio: AudioContext, frequency: number, from: number): void {
  const gain = audio.createGain()
  gain.gain.setValueAtTime(0, from)
  gain.gain.linearRampToValueAtTime(0.18, from + 0.02)
  gain.gain.exponentialRampToValueAtTime(0.001, from + 0.5)
  const tone = audio.createOscillator()
  tone.frequency.value = frequency
  tone.connect(gain).connect(audio.destination)
  tone.start(from)
  tone.stop(from + 0.55)
}
