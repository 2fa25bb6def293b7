import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { BulkgenError } from '../errors.ts';

const loopback = '127.0.0.1';

/** Whether nothing on this machine listens where a server on 127.0.0.1 with this port would. */
export async function isPortFree(port: number): Promise<boolean> {
  // Asked both ways: macOS lets a socket listen on 127.0.0.1 beside one that listens on every address.
  return (await listens(port)) && !(await acceptsConnection(port));
}

/** Whether a TCP connection to 127.0.0.1 is accepted; it is closed at once. */
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

/** The preferred port if it is free and not one of the others, else one the system gives. */
export async function choosePort(preferred: number, others: readonly number[] = []): Promise<number> {
  return !others.includes(preferred) && (await isPortFree(preferred)) ? preferred : findFreePort(others);
}

/** Keeps free ports from other programs until they are let go, or this process ends, which it does not hold up. */
export async function holdPorts(ports: readonly number[]): Promise<() => Promise<void>> {
  const servers = ports.map((port) => createServer((socket) => socket.destroy()).listen({ host: loopback, port }));
  await Promise.all(
    servers.map((server) => once(server.unref(), 'listening').catch(() => undefined)), // the server's start will say
  );
  return async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
}

/** A free port that is none of the others. */
export async function findFreePort(others: readonly number[] = []): Promise<number> {
  const server = createServer().listen({ host: loopback, port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  const port = typeof address === 'object' && address ? address.port : 0;
  return others.includes(port) ? findFreePort(others) : port;
}

/** Throws `invalid-option` or `port-taken`, naming the option, when a port asked for cannot be had. */
export async function checkPort(port: number, option: string): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new BulkgenError('invalid-option', `Expected ${option} to be a port from 1 to 65535, got \`${port}\``);
  }
  if (await isPortFree(port)) return;
  throw new BulkgenError('port-taken', `Port ${port} is taken by another program`, {
    hint: `Give another with ${option}, or end the program that listens on it.`,
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen({ host: loopback, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
