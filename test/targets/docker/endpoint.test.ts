import { expect, it } from 'vitest';
import { findBoltUri } from '../../../src/targets/docker/endpoint.ts';
import { exampleContainer } from './example-container.ts';

const nowhere = { isHost: false, published: {}, addresses: [] };

it.each([
  ['127.0.0.1', '7687', undefined, 'bolt://127.0.0.1:7687'],
  ['0.0.0.0', '32768', undefined, 'bolt://127.0.0.1:32768'],
  ['0.0.0.0', '32768', 'build.example', 'bolt://build.example:32768'],
  ['192.0.2.7', '7000', 'build.example', 'bolt://192.0.2.7:7000'],
])('%s:%s of a daemon on %s is %s', (address, port, host, uri) => {
  const network = {
    ...nowhere,
    published: {
      '7687/tcp': [
        { address: '::1', port },
        { address, port },
      ],
    },
  };
  expect(findBoltUri(exampleContainer({ network }), 7687, host)).toBe(uri);
});

it('is the host’s port in the network of the host', () => {
  expect(findBoltUri(exampleContainer({ network: { ...nowhere, isHost: true } }), 7000, undefined)).toBe(
    'bolt://127.0.0.1:7000',
  );
});

it('is nowhere when the port is not published', () => {
  const network = { ...nowhere, published: { '7474/tcp': [{ address: '127.0.0.1', port: '7474' }] } };
  expect(() => findBoltUri(exampleContainer({ network }), 7687, undefined)).toThrow(
    'does not publish the port of Bolt, 7687',
  );
});
