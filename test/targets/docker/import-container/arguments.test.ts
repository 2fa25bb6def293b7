import { expect, it } from 'vitest';
import { helperArguments } from '../../../../src/targets/docker/import-container/arguments.ts';
import { exampleContainer } from '../example-container.ts';

it('runs the same image by its digest, on the same volumes, with the same user and limit, and no network', async () => {
  const container = exampleContainer({ user: '1000:1000', memoryLimit: 2 ** 30 });
  const { args } = await helperArguments(container, 'helper', undefined);
  const text = args.join(' ');
  for (const part of ['--rm', '--interactive', '--name helper', '--volumes-from 0123abc', '--network none']) {
    expect(text).toContain(part);
  }
  expect(text).toContain('--user 1000:1000 --memory 1073741824');
  expect(text).toMatch(/ sha256:feed sh$/);
});

it('has the settings of the container, but neither its password nor its plugins, and no value in its arguments', async () => {
  const env = {
    NEO4J_server_directories_data: '/elsewhere',
    NEO4J_AUTH: 'neo4j/secret',
    NEO4J_AUTH_FILE: '/run/secrets/auth',
    NEO4J_PLUGINS: '["apoc"]',
    PATH: '/bin',
  };
  const { args, settings } = await helperArguments(exampleContainer({ env }), 'helper', undefined);
  expect(settings).toEqual({ NEO4J_server_directories_data: '/elsewhere' });
  expect(args.join(' ')).toContain('--env NEO4J_server_directories_data ');
  expect(args.join(' ')).not.toContain('elsewhere');
});

it('mounts the export read-only, whatever its name', async () => {
  const mount = { source: '/home/a "b", c', destination: '/export' };
  const { args } = await helperArguments(exampleContainer(), 'helper', mount);
  expect(args[args.indexOf('--mount') + 1]).toBe('type=bind,"source=/home/a ""b"", c",target=/export,readonly');
});
