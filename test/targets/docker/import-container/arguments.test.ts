import { expect, it } from 'vitest';
import { buildRunArguments } from '../../../../src/targets/docker/import-container/arguments.ts';
import { exampleContainer } from '../example-container.ts';

it('runs the same image by its digest with the same volumes, user and limit, and without a network', async () => {
  const container = exampleContainer({ user: '1000:1000', memoryLimit: 2 ** 30 });
  const { args } = await buildRunArguments(container, 'import-1', undefined);
  const text = args.join(' ');
  for (const part of ['--rm', '--interactive', '--name import-1', '--volumes-from 0123abc', '--network none']) {
    expect(text).toContain(part);
  }
  expect(text).toContain('--user 1000:1000 --memory 1073741824');
  expect(text).toMatch(/ sha256:feed sh$/);
});

it('passes the settings of the container through the environment, without its password and plugins', async () => {
  const env = {
    NEO4J_server_directories_data: '/elsewhere',
    NEO4J_AUTH: 'neo4j/secret',
    NEO4J_AUTH_FILE: '/run/secrets/auth',
    NEO4J_PLUGINS: '["apoc"]',
    PATH: '/bin',
  };
  const { args, settings } = await buildRunArguments(exampleContainer({ env }), 'import-1', undefined);
  expect(settings).toEqual({ NEO4J_server_directories_data: '/elsewhere' });
  expect(args.join(' ')).toContain('--env NEO4J_server_directories_data ');
  expect(args.join(' ')).not.toContain('elsewhere');
});

it('mounts a folder read-only, also with special characters in its name', async () => {
  const mount = { source: '/home/a "b", c', destination: '/export' };
  const { args } = await buildRunArguments(exampleContainer(), 'import-1', mount);
  expect(args[args.indexOf('--mount') + 1]).toBe('type=bind,"source=/home/a ""b"", c",target=/export,readonly');
});
