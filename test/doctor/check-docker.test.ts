import { describe, expect, it } from 'vitest';
import { judgeContainers } from '../../src/doctor/check-container.ts';
import { judgeDocker } from '../../src/doctor/check-docker.ts';
import { BulkgenError } from '../../src/errors.ts';
import { exampleDocker, publishedContainer } from './example.ts';

describe('judgeDocker', () => {
  it('tells the versions of client, daemon and Compose', () => {
    expect(judgeDocker(exampleDocker()).map(({ message }) => message)).toEqual([
      'Docker 28.2.2, its daemon 27.5.1 at unix:///var/run/docker.sock',
      'Docker Compose 2.40.3',
    ]);
  });

  it('warns when there is no Compose', () => {
    const { daemon } = exampleDocker();
    const findings = judgeDocker(exampleDocker({ daemon: { ...daemon, composeVersion: undefined } }));
    expect(findings[1]).toMatchObject({ status: 'warning', cure: expect.stringContaining('plugin') });
  });

  it('says why no daemon answers, and which client asked it', () => {
    const refusal = new BulkgenError('no-docker', 'Docker does not answer: refused', { hint: 'Start it.' });
    const daemon = { ...exampleDocker().daemon, serverVersion: undefined, refusal };
    expect(judgeDocker(exampleDocker({ daemon, containers: [] }))).toMatchObject([
      {
        status: 'missing',
        message: 'Docker does not answer: refused',
        cure: 'Start it.',
        facts: { clientVersion: '28.2.2', serverVersion: null, address: 'unix:///var/run/docker.sock' },
      },
    ]);
  });
});

describe('judgeContainers', () => {
  const judge = (changes: Parameters<typeof publishedContainer>[0], env: NodeJS.ProcessEnv = {}) =>
    judgeContainers(exampleDocker({ containers: [publishedContainer(changes)] }), env);

  it('says which container can be imported into, running or stopped', () => {
    for (const status of ['running', 'exited', 'created'] as const) {
      expect(judge({ status })).toMatchObject([
        { status: 'ok', message: `Container \`neo4j\` (neo4j:5.26.30, ${status}) can be imported into` },
      ]);
    }
  });

  it('tells name, image, state and no variable of the container', () => {
    expect(judge({})[0]?.facts).toEqual({
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
    ['is dead', { status: 'dead' }, 'is dead', 'anew'],
    ['goes when it is stopped', { goesWhenStopped: true }, 'was made with --rm', 'without --rm'],
    ['has its data in no volume', { mounts: [] }, 'keeps its data in no volume', '--volume'],
    [
      'does not publish Bolt',
      { network: { isHost: false, published: {}, addresses: [] } },
      'does not publish the port of Bolt, 7687',
      '--publish',
    ],
  ] as const)('says so when it %s', (_what, changes, message, cure) => {
    expect(judge(changes)).toMatchObject([
      {
        status: 'missing',
        message: expect.stringContaining(message),
        cure: expect.stringContaining(cure),
        facts: { usable: false },
      },
    ]);
  });

  it('follows the settings that its variables make', () => {
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
    expect(judge({ network, mounts, env })).toMatchObject([{ status: 'ok' }]);
  });

  it('warns of little memory', () => {
    expect(judge({ memoryLimit: 512 * 2 ** 20 })).toMatchObject([
      { status: 'warning', message: expect.stringContaining('only 512 MiB'), cure: expect.stringContaining('update') },
    ]);
  });

  it('warns when nothing tells its password', () => {
    expect(judge({ env: {} })).toMatchObject([{ status: 'warning', cure: expect.stringContaining('NEO4J_PASSWORD') }]);
    expect(judge({ env: {} }, { NEO4J_PASSWORD: 'x' })).toMatchObject([{ status: 'ok' }]);
  });
});
