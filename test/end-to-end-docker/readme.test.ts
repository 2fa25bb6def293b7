import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docker, makeNetwork, makeQuickImage } from '../end-to-end/support/container.ts';
import { useDocker } from '../end-to-end/support/docker-daemon.ts';
import { readCommands, runCommands } from '../end-to-end/support/readme-commands.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';

const baseImage = useDocker();
const dist = join(import.meta.dirname, '../../dist');

describe.skipIf(!baseImage)('README.md', () => {
  it('has commands for Docker that work', async () => {
    const commands = await readCommands('## Where Neo4j runs');
    expect(commands.length).toBeGreaterThan(8);
    const folder = await mkdtemp(join(tmpdir(), 'bulkgen-readme-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    await symlink(dist, join(folder, 'dist'));
    const image = await makeQuickImage(baseImage);
    const name = 'readme-neo4j';
    const network = await makeNetwork();
    afterFile(() => docker('volume', 'rm', '--force', `${name}-data`));
    afterFile(() => docker('rm', '--force', '--volumes', name));
    // The test uses its own name, network, port and image.
    const own = commands.map((command) =>
      command
        .replace('docker run', `docker run --network ${network}`)
        .replace('127.0.0.1:7687:7687', '127.0.0.1::7687')
        .replace('neo4j:5.26.30', image)
        .replaceAll(/(--name|--container|stop|start|--volume) neo4j(-data)?\b(?!.*--target)/g, `$1 ${name}$2`),
    );
    const env: NodeJS.ProcessEnv = { ...(await makeTestHome()), BULKGEN_IMAGE: image, BULKGEN_PROJECT: 'readme' };
    for (const variable of Object.keys(env)) if (variable.startsWith('NEO4J_')) delete env[variable];
    await runCommands(own, { folder, env });
  });
});
