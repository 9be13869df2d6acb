// A floor to measure against: the least that a chat server can be. It sends each frame of a visitor's socket on to the agent's
// socket and acknowledges it. No database, no parsing, no rules. Plain JavaScript, in a process of its own, as the real server is.
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
let agent = null
server.on('connection', (socket, request) => {
  if (request.url === '/agent') agent = socket
  else
    socket.on('message', (data) => {
      const text = data.toString()
      socket.send(text)
      agent?.send(text)
    })
})
server.on('listening', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`))
