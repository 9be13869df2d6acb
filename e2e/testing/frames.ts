import type { Page } from 'playwright-core'

/** Frames from the server to one page that are late: held, and let go in their order. */
export function heldFrames() {
  const held: (() => void)[] = []
  let holding = false
  return {
    on: (page: Page) =>
      page.routeWebSocket(/\/socket\//, (socket) => {
        const server = socket.connectToServer()
        server.onMessage((message) => (holding ? void held.push(() => socket.send(message)) : socket.send(message)))
      }),
    hold() {
      holding = true
    },
    release() {
      holding = false
      for (const go of held.splice(0)) go()
    },
  }
}
