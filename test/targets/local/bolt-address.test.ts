import { expect, it } from 'vitest';
import { readBoltAddress } from '../../../src/targets/local/bolt-address.ts';

it.each([
  ['', 'bolt://127.0.0.1:7687'],
  ['server.bolt.listen_address=:7688', 'bolt://127.0.0.1:7688'],
  ['server.bolt.listen_address=0.0.0.0:7688', 'bolt://127.0.0.1:7688'],
  ['server.bolt.listen_address=[::]:7688', 'bolt://127.0.0.1:7688'],
  ['server.bolt.listen_address=localhost', 'bolt://127.0.0.1:7687'],
  ['server.bolt.listen_address=10.0.0.5:7688', 'bolt://10.0.0.5:7688'],
  ['server.bolt.listen_address=[fe80::1]:7688', 'bolt://[fe80::1]:7688'],
  ['server.default_listen_address=0.0.0.0', 'bolt://127.0.0.1:7687'],
  ['server.default_listen_address=10.0.0.5\nserver.bolt.listen_address=:7688', 'bolt://10.0.0.5:7688'],
  ['server.bolt.tls_level=REQUIRED', 'bolt+ssc://127.0.0.1:7687'],
  ['server.bolt.tls_level=OPTIONAL', 'bolt://127.0.0.1:7687'],
  ['server.bolt.enabled=false', undefined],
])('reads where Bolt answers from `%s`', (settings, uri) => {
  expect(readBoltAddress(settings)?.uri).toBe(uri);
});
