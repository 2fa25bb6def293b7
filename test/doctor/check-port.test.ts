import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { evaluatePorts, findOwners } from '../../src/doctor/check-port.ts';
import { findFreePort } from '../../src/system/port.ts';
import { findPortHolder } from '../../src/system/port-holder.ts';
import { exampleDocker, exampleEmbedded, exampleInstallation, exampleStatus, publishedContainer } from './example.ts';

const taken = { port: 7687, isFree: false, holder: undefined };
const holder = { pid: 42, program: 'java' };

describe('evaluatePorts', () => {
  it.each([
    ['free', { ...taken, isFree: true }, [], 'ok Port 7687 (Bolt) is free'],
    ['used by a known server', { ...taken, holder }, [[7687, 'it']], 'ok Port 7687 (Bolt) is in use by it'],
    ['used by a program', { ...taken, holder }, [], 'warning Port 7687 (Bolt) is in use by java (process 42)'],
    [
      'used by an unknown program',
      { ...taken, port: 7474 },
      [],
      'warning Port 7474 (Neo4j Browser) is in use by another program',
    ],
  ] as const)('reports a port that is %s', (_what, facts, owners, expected) => {
    expect(evaluatePorts([facts], new Map(owners)).map(({ status, message }) => `${status} ${message}`)).toEqual([
      expected,
    ]);
  });
});

describe('findOwners', () => {
  const owners = (known: Partial<Parameters<typeof findOwners>[0]>) =>
    Object.fromEntries(findOwners({ docker: undefined, installations: undefined, embedded: undefined, ...known }));

  it('knows the ports of running servers', () => {
    expect(owners({ embedded: exampleEmbedded({ status: exampleStatus }) })).toEqual({
      7687: 'the embedded Neo4j 5.26.30',
      7474: 'the embedded Neo4j 5.26.30',
    });
    expect(owners({ installations: [exampleInstallation()] })).toEqual({
      7687: 'Neo4j in /opt/neo4j',
      7474: 'Neo4j in /opt/neo4j',
    });
    expect(owners({ docker: exampleDocker() })).toEqual({ 7687: 'container `neo4j`' });
    const network = { isHost: true, published: {}, addresses: [] };
    expect(owners({ docker: exampleDocker({ containers: [publishedContainer({ network })] }) })).toEqual({
      7687: 'container `neo4j`',
      7474: 'container `neo4j`',
    });
  });

  it('leaves out what is stopped or on another machine', () => {
    const { server } = exampleInstallation();
    expect(
      owners({
        embedded: exampleEmbedded({ status: { ...exampleStatus, running: false } }),
        installations: [exampleInstallation({ server: { ...server!, isRunning: false } })],
        docker: exampleDocker({ host: 'far' }),
      }),
    ).toEqual({});
    expect(owners({ docker: exampleDocker({ containers: [publishedContainer({ status: 'exited' })] }) })).toEqual({});
  });
});

it.runIf(process.platform === 'linux')('the process that listens on a port is found', async () => {
  const server = createServer().listen(await findFreePort(), '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(await findPortHolder(port)).toEqual({ pid: process.pid, program: expect.any(String) });
  server.close();
  await once(server, 'close');
  expect(await findPortHolder(port)).toBeUndefined();
});
