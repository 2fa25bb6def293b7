import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Listens on a port of loopback and never answers. Accepts that a server of another test has just taken the port. */
export async function takePort(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
  });
  return server;
}
