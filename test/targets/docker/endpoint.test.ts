import { expect, it } from 'vitest';
import { findBoltUri } from '../../../src/targets/docker/endpoint.ts';
import { exampleContainer } from './example-container.ts';

const unpublished = { isHost: false, published: {}, addresses: [] };

it.each([
  ['127.0.0.1', '7687', undefined, 'bolt://127.0.0.1:7687'],
  ['0.0.0.0', '32768', undefined, 'bolt://127.0.0.1:32768'],
  ['0.0.0.0', '32768', 'build.example', 'bolt://build.example:32768'],
  ['192.0.2.7', '7000', 'build.example', 'bolt://192.0.2.7:7000'],
])('maps %s:%s of a daemon on %s to %s', (address, port, host, uri) => {
  const network = {
    ...unpublished,
    published: {
      '7687/tcp': [
        { address: '::1', port },
        { address, port },
      ],
    },
  };
  expect(findBoltUri(exampleContainer({ network }), 7687, host)).toBe(uri);
});

it('uses the Bolt port itself in the network of the host', () => {
  expect(findBoltUri(exampleContainer({ network: { ...unpublished, isHost: true } }), 7000, undefined)).toBe(
    'bolt://127.0.0.1:7000',
  );
});

it('throws when the port is not published', () => {
  const network = { ...unpublished, published: { '7474/tcp': [{ address: '127.0.0.1', port: '7474' }] } };
  expect(() => findBoltUri(exampleContainer({ network }), 7687, undefined)).toThrow(
    'does not publish its Bolt port, 7687',
  );
});
