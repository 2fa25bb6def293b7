import { describe, expect, it } from 'vitest';
import { evaluateContainers } from '../../src/doctor/check-container.ts';
import { evaluateDocker } from '../../src/doctor/check-docker.ts';
import { BulkgenError } from '../../src/errors.ts';
import { exampleDocker, publishedContainer } from './example.ts';

describe('evaluateDocker', () => {
  it('reports the versions of client, daemon and Compose', () => {
    expect(evaluateDocker(exampleDocker()).map(({ message }) => message)).toEqual([
      'Docker 28.2.2, daemon 27.5.1 at unix:///var/run/docker.sock',
      'Docker Compose 2.40.3',
    ]);
  });

  it('warns when Compose is not installed', () => {
    const { daemon } = exampleDocker();
    const checks = evaluateDocker(exampleDocker({ daemon: { ...daemon, composeVersion: undefined } }));
    expect(checks[1]).toMatchObject({ status: 'warning', cure: expect.stringContaining('plugin') });
  });

  it('reports why no daemon answers, and which client asked it', () => {
    const refusal = new BulkgenError('no-docker', 'Docker does not answer: refused', { hint: 'Start it.' });
    const daemon = { ...exampleDocker().daemon, serverVersion: undefined, refusal };
    expect(evaluateDocker(exampleDocker({ daemon, containers: [] }))).toMatchObject([
      {
        status: 'missing',
        message: 'Docker does not answer: refused',
        cure: 'Start it.',
        facts: { clientVersion: '28.2.2', serverVersion: null, address: 'unix:///var/run/docker.sock' },
      },
    ]);
  });
});

describe('evaluateContainers', () => {
  const evaluate = (changes: Parameters<typeof publishedContainer>[0], env: NodeJS.ProcessEnv = {}) =>
    evaluateContainers(exampleDocker({ containers: [publishedContainer(changes)] }), env);

  it('accepts a container for an import, running or stopped', () => {
    for (const status of ['running', 'exited', 'created'] as const) {
      expect(evaluate({ status })).toMatchObject([
        { status: 'ok', message: `Container \`neo4j\` (neo4j:5.26.30, ${status}) is ready for an import` },
      ]);
    }
  });

  it('reports name, image and state of the container, but none of its variables', () => {
    expect(evaluate({})[0]?.facts).toEqual({
      name: 'neo4j',
      image: 'neo4j:5.26.30',
      status: 'running',
      usable: true,
      memoryLimit: null,
    });
  });

  it.each([
    ['is paused', { status: 'paused' }, 'is paused', 'docker unpause'],
    ['is restarted again and again', { status: 'restarting', exitCode: 3 }, 'again and again (exit code 3)', 'logs'],
    ['is dead', { status: 'dead' }, 'is dead', 'Create the container again'],
    ['is removed when it stops', { isRemovedOnStop: true }, 'was created with --rm', 'without --rm'],
    ['does not keep its data in a volume', { mounts: [] }, 'does not keep its data in a volume', '--volume'],
    [
      'does not publish Bolt',
      { network: { isHost: false, published: {}, addresses: [] } },
      'does not publish its Bolt port, 7687',
      '--publish',
    ],
  ] as const)('reports a container that %s', (_what, changes, message, cure) => {
    expect(evaluate(changes)).toMatchObject([
      {
        status: 'missing',
        message: expect.stringContaining(message),
        cure: expect.stringContaining(cure),
        facts: { usable: false },
      },
    ]);
  });

  it('follows the settings that the variables of the container set', () => {
    const network = {
      isHost: false,
      published: { '17687/tcp': [{ address: '', port: '17687' }] },
      addresses: [],
    };
    const mounts = [{ type: 'bind', source: '/srv', destination: '/srv/graph/' }];
    const env = {
      NEO4J_AUTH: 'none',
      NEO4J_server_bolt_listen__address: '0.0.0.0:17687',
      NEO4J_server_directories_data: '/srv/graph/data',
    };
    expect(evaluate({ network, mounts, env })).toMatchObject([{ status: 'ok' }]);
  });

  it('warns of little memory', () => {
    expect(evaluate({ memoryLimit: 512 * 2 ** 20 })).toMatchObject([
      {
        status: 'warning',
        message: expect.stringContaining('limited to 512 MiB'),
        cure: expect.stringContaining('update'),
      },
    ]);
  });

  it('warns when the password of the container is not set', () => {
    expect(evaluate({ env: {} })).toMatchObject([
      { status: 'warning', cure: expect.stringContaining('NEO4J_PASSWORD') },
    ]);
    expect(evaluate({ env: {} }, { NEO4J_PASSWORD: 'x' })).toMatchObject([{ status: 'ok' }]);
  });
});
