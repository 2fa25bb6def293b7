import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { findPortHolder, isHeldByAnother, parseListeners } from '../../src/system/port-holder.ts';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1E07 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1121837 1 00000000b4c55447 100 0 0 10 0
   1: 0100007F:1E07 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 7 1 00000000ab25a563 100 0 0 10 0
 123: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1661 1 0000000018d9aadd 100 0 0 10 0
   3: 0000000000000000FFFF00000100007F:1E07 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 99 1 0 100 0 0 10 0
`;

it.each([
  [7687, ['1121837', '99']],
  [80, ['1661']],
  [50_000, []],
])('of port %d, the sockets that listen are %j', (port, inodes) => {
  expect(parseListeners(table, port)).toEqual(inodes);
});

it.skipIf(platform() !== 'linux')('finds the process that listens on a port, and no other', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const other = spawn('sleep', ['60']);
  onTestFinished(() => void other.kill());

  expect(await findPortHolder(port)).toMatchObject({ pid: process.pid });
  expect(await isHeldByAnother(port, process.pid)).toBe(false);
  expect(await isHeldByAnother(port, other.pid!)).toBe(true);
});
