import { expect, it } from 'vitest';
import { parseContainers } from '../../../src/targets/docker/inspect-container.ts';
import { exampleInspection } from './example-container.ts';

function parse(changes: Record<string, object> = {}) {
  return parseContainers(JSON.stringify([exampleInspection(changes)]))[0]!;
}

it('reads name, image, state and variables', () => {
  expect(parse()).toMatchObject({
    name: 'neo4j',
    image: 'neo4j:5.26.30',
    imageId: 'sha256:feed',
    status: 'running',
    user: '',
    env: { NEO4J_EDITION: 'community', NEO4J_AUTH: 'neo4j/a=b' },
    memoryLimit: undefined,
    isRemovedOnStop: false,
  });
});

it('reads the published ports of a running container, and the future ones of a stopped container', () => {
  const bindings = { '7687/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] };
  const host = { Memory: 2 ** 30, AutoRemove: true, NetworkMode: 'estate', PortBindings: bindings };
  expect(parse({ HostConfig: host }).network.published).toEqual({ '7687/tcp': [{ address: '127.0.0.1', port: '' }] });

  const ports = { '7474/tcp': null, '7687/tcp': [{ HostIp: '0.0.0.0', HostPort: '32768' }] };
  const running = parse({
    HostConfig: host,
    NetworkSettings: { Ports: ports, Networks: { estate: { IPAddress: '172.18.0.2' } } },
  });
  expect(running.network).toEqual({
    isHost: false,
    published: { '7687/tcp': [{ address: '0.0.0.0', port: '32768' }] },
    addresses: ['172.18.0.2'],
  });
  expect(running).toMatchObject({ memoryLimit: 2 ** 30, isRemovedOnStop: true });
});

it('reads missing fields as empty', () => {
  const container = parse({ Config: { Env: null, Labels: null }, NetworkSettings: {} });
  expect(container).toMatchObject({ env: {}, labels: {}, network: { published: {}, addresses: [] } });
  expect(parseContainers('')).toEqual([]);
});
