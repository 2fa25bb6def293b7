import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { BulkgenError } from '../errors.ts';

const loopback = '127.0.0.1';

/** Whether a server could listen on this port of 127.0.0.1. */
export async function isPortFree(port: number): Promise<boolean> {
  // Both tests are needed: macOS lets a socket listen on 127.0.0.1 although another listens on every address.
  return (await canListen(port)) && !(await acceptsConnection(port));
}

/** Lets a server listen on a port of 127.0.0.1 and returns the port. For port 0 the system chooses a free one. */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  await once(server.listen(port, loopback), 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Whether a TCP connection to 127.0.0.1 is accepted. Closes it at once. */
export async function acceptsConnection(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: loopback, port });
    const answer = (accepted: boolean): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(1000, () => answer(false));
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

/** The preferred port if it is free and not one of the others, else any free port. */
export async function choosePort(preferred: number, others: readonly number[] = []): Promise<number> {
  return !others.includes(preferred) && (await isPortFree(preferred)) ? preferred : findFreePort(others);
}

/** Listens on free ports, so that no other program takes them. Call the result to release them. Does not keep this process alive. */
export async function holdPorts(ports: readonly number[]): Promise<() => Promise<void>> {
  const servers = ports.map((port) => createServer((socket) => socket.destroy()).listen({ host: loopback, port }));
  await Promise.all(
    servers.map((server) => once(server.unref(), 'listening').catch(() => undefined)), // the start of the server will report a taken port
  );
  return async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
}

/** A free port that is not one of the others. */
export async function findFreePort(others: readonly number[] = []): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server, 0);
  server.close();
  await once(server, 'close');
  return others.includes(port) ? findFreePort(others) : port;
}

/** Throws `invalid-option` or `port-taken`, with the name of the option, when the port cannot be used. */
export async function checkPort(port: number, option: string): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new BulkgenError('invalid-option', `Expected ${option} to be a port from 1 to 65535, got \`${port}\``);
  }
  if (await isPortFree(port)) return;
  throw new BulkgenError('port-taken', `Port ${port} is taken by another program`, {
    hint: `Choose another port with ${option}, or end the program that listens on it.`,
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen({ host: loopback, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
