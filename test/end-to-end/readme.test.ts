import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterFile } from '../after-file.ts';
import { makeTestHome } from '../target/test-home.ts';
import { docker, makeNetwork } from './container.ts';
import { copyCheckout } from './copy-checkout.ts';
import { useDocker } from './docker-daemon.ts';

const root = join(import.meta.dirname, '../..');
const image = useDocker();

/** The lines of the `sh` blocks of README.md, or of one section of it. */
async function readCommands(section?: string): Promise<readonly string[]> {
  const whole = await readFile(join(root, 'README.md'), 'utf8');
  const text = section === undefined ? whole : whole.split(`${section}\n`)[1]!.split(/^## /m)[0]!;
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1]!);
  return blocks.flatMap((block) => block.split('\n').filter((line) => line !== ''));
}

describe('README.md', () => {
  let env: NodeJS.ProcessEnv;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-readme-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    env = { ...(await makeTestHome()) };
    for (const name of Object.keys(env)) if (name.startsWith('NEO4J_')) delete env[name];
  });

  it('has no gap left to fill', async () => {
    expect(await readFile(join(root, 'README.md'), 'utf8')).not.toContain('@@');
    expect(await readFile(join(root, 'scripts/README.md'), 'utf8')).not.toContain('@@');
  });

  it('begins with two commands that are there', async () => {
    const commands = await readCommands();
    expect(commands.slice(0, 2)).toEqual(['./scripts/demo', './scripts/test']);
  });

  // The other of the two is what runs this.
  it('begins with a demo that works from a bare checkout', async () => {
    const checkout = join(folder, 'checkout');
    await copyCheckout(checkout);

    const { exitCode, stdout } = await execa(join(checkout, 'scripts/demo'), ['small'], {
      env,
      extendEnv: false,
      reject: false,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('nodes of ConfigurationItem      1,000  of 1,000');
    expect(stdout).toContain('Which business services suffer');
    expect(stdout).toMatch(/Browser +http:\/\/127\.0\.0\.1:/);
  });

  async function runAll(commands: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
    for (const command of commands) {
      const line = command.replace(/^npx bulkgen /, `${process.execPath} dist/bin.js `);
      const { exitCode, stderr } = await execa('sh', ['-c', line], {
        cwd: folder,
        env: environment,
        extendEnv: false,
        reject: false,
      });
      expect({ command, exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ command, exitCode: 0, stderr: '' });
    }
  }

  it('shows commands that work', async () => {
    const commands = await readCommands('## Use');
    expect(commands.length).toBeGreaterThan(3);
    await symlink(join(root, 'dist'), join(folder, 'dist'));
    await runAll(commands, env);
  });

  it.skipIf(!image)('shows commands for Docker that work', async () => {
    const commands = await readCommands('## Where Neo4j runs');
    expect(commands.length).toBeGreaterThan(8);
    const name = 'readme-neo4j';
    const network = await makeNetwork();
    afterFile(() => docker('volume', 'rm', '--force', `${name}-data`));
    afterFile(() => docker('rm', '--force', '--volumes', name));
    // A name, network, port and image of the test's own.
    const own = commands.map((command) =>
      command
        .replace('docker run', `docker run --network ${network}`)
        .replace('127.0.0.1:7687:7687', '127.0.0.1::7687')
        .replace('neo4j:5.26.30', image)
        .replaceAll(/(--name|--container|stop|start|--volume) neo4j(-data)?\b(?!.*--target)/g, `$1 ${name}$2`),
    );
    await runAll(own, { ...env, BULKGEN_IMAGE: image, BULKGEN_PROJECT: 'readme' });
  });
});
