let context: AudioContext | null = null

/** Two soft notes, made on the spot: no file to fetch, nothing for a page's policy to block. Silent where the browser allows no sound yet. */
export function chime(): void {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') context.resume().catch(() => {})
    note(context, 660, 0)
    note(context, 880, 0.12)
  } catch {
    // A browser without sound is no reason to fail.
  }
}

function note(audio: AudioContext, hertz: number, after: number): void {
  const start = audio.currentTime + after
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0.06, start)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.3)
  tone.connect(volume).connect(audio.destination)
  tone.start(start)
  tone.stop(start + 0.3)
}
