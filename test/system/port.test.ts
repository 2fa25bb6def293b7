import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  acceptsConnection,
  checkPort,
  choosePort,
  findFreePort,
  holdPorts,
  isPortFree,
} from '../../src/system/port.ts';

async function listen(host: string): Promise<number> {
  const server = createServer((socket) => socket.destroy()).listen(0, host);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('a port', () => {
  it('is taken by a listener on loopback', async () => {
    const port = await listen('127.0.0.1');
    expect(await isPortFree(port)).toBe(false);
    expect(await acceptsConnection(port)).toBe(true);
    expect(await choosePort(port)).not.toBe(port);
  });

  it('is chosen when it is free and not excluded', async () => {
    const port = await findFreePort();
    expect(port).toBeGreaterThan(0);
    expect(await acceptsConnection(port)).toBe(false);
    expect(await choosePort(port)).toBe(port);
    expect(await choosePort(port, [port])).not.toBe(port);
  });

  it('is taken for others until it is released', async () => {
    const port = await findFreePort();
    const release = await holdPorts([port]);
    expect(await choosePort(port)).not.toBe(port);
    await release();
    await release();
    expect(await choosePort(port)).toBe(port);
  });

  it('can be held without an error when it is taken', async () => {
    const port = await listen('127.0.0.1');
    const release = await holdPorts([port]);
    await release();
    expect(await acceptsConnection(port)).toBe(true);
  });

  it('is refused, with its number and option, when it was asked for and is taken', async () => {
    const port = await listen('127.0.0.1');
    await expect(checkPort(port, '--bolt-port')).rejects.toMatchObject({
      code: 'port-taken',
      message: `Port ${port} is taken by another program`,
      hint: expect.stringContaining('--bolt-port'),
    });
  });

  it.each([0, -1, 65_536, 1.5, Number.NaN])('cannot be %d', async (port) => {
    await expect(checkPort(port, '--http-port')).rejects.toMatchObject({
      code: 'invalid-option',
      message: `Expected --http-port to be a port from 1 to 65535, got \`${port}\``,
    });
  });
});
