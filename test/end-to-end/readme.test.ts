import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../src/neo4j/driver.ts';
import { findEmbedded } from '../../src/targets/embedded/open.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { copyCheckout } from './support/copy-checkout.ts';
import { readCommands, runCommands } from './support/readme-commands.ts';

const root = join(import.meta.dirname, '../..');

describe('README.md', () => {
  let env: NodeJS.ProcessEnv;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-readme-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    env = { ...(await makeTestHome()) };
    for (const name of Object.keys(env)) if (name.startsWith('NEO4J_')) delete env[name];
  });

  it('has no placeholder', async () => {
    expect(await readFile(join(root, 'README.md'), 'utf8')).not.toContain('@@');
    expect(await readFile(join(root, 'scripts/MEASURED.md'), 'utf8')).not.toContain('@@');
  });

  it('begins with two commands of this checkout', async () => {
    const commands = await readCommands();
    expect(commands.slice(0, 2)).toEqual(['./scripts/demo', './scripts/test']);
  });

  // The other command, ./scripts/test, runs this test.
  it('begins with a demo that works in a bare checkout', async () => {
    const checkout = await copyCheckout(join(folder, 'checkout'));

    const { exitCode, stdout } = await execa(join(checkout, 'scripts/demo'), ['small'], {
      env,
      extendEnv: false,
      reject: false,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('1,000 nodes and 2,422 relationships, and 100 events');
    const [, script] = /Stop +(\S+) neo4j stop/.exec(stdout)!;
    expect(script).toBe(join(checkout, 'scripts/bulkgen'));
    expect((await execa(script!, ['neo4j', 'status'], { env, extendEnv: false })).stdout).toContain('running');
    expect(stdout).toMatch(/\nAll \d+ counts match the manifest, and [\d,]+ sampled rows match their model\./);
    expect(stdout).toContain('What does Online Banking run on');
    expect(stdout).toMatch(/Browser +http:\/\/127\.0\.0\.1:/);
  });

  it('shows commands that work', async () => {
    const commands = await readCommands('## First graph');
    expect(commands.length).toBeGreaterThan(3);
    await symlink(join(root, 'dist'), join(folder, 'dist'));
    const output = hideSeconds(await runCommands(commands, { folder, env }));
    const [shown] = /(?<=^```\n)Exported .*?(?=^```$)/ms.exec(await readFile(join(root, 'README.md'), 'utf8'))!;
    const lines = shown.split('\n').filter((line) => line !== '' && line !== '…');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(output).toContain(hideSeconds(line.replace(/…$/, '')));
  });

  it('shows a query and its answer', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const query = /^```cypher\n(.*?)^```$/ms.exec(readme)![1]!;
    const target = await findEmbedded({ env });
    const connection = await target!.connection();
    const { records } = await useDatabase(connection, (database) => database.query(query));
    const { servers, machines, containers } = records[0]!.toObject();
    expect(readme).toContain(
      `fails, ${servers} servers, ${machines} virtual machines and ${containers} containers hang`,
    );
  });

  it('shows snapshots that work', async () => {
    const commands = await readCommands('## Snapshots');
    expect(commands.length).toBeGreaterThan(3);
    await runCommands(commands, { folder, env });
  });

  it('links to a tutorial whose files and commands work, step by step', async () => {
    const place = await mkdtemp(join(tmpdir(), 'bulkgen-tutorial-'));
    afterFile(() => rm(place, { recursive: true, force: true }));
    await symlink(join(root, 'dist'), join(place, 'dist'));
    await mkdir(join(place, 'node_modules'));
    await symlink(root, join(place, 'node_modules/bulkgen'));
    const page = await readFile(join(root, 'src/models/README.md'), 'utf8');
    let output = '';
    for (const [, kind, file, text] of page.matchAll(/^```(\w*) ?(\S*)\n(.*?)^```$/gms)) {
      if (file) await writeFile(join(place, file), text!);
      else if (kind === 'sh') output = hideSeconds(await runCommands(text!.trim().split('\n'), { folder: place, env }));
      else if (kind === '') expect(output).toContain(hideSeconds(text!));
      else if (kind === 'cypher') {
        const target = await findEmbedded({ env });
        const { records } = await useDatabase(await target!.connection(), (database) => database.query(text!));
        expect(records.length).toBeGreaterThan(0);
        if (text!.includes('people DESC')) {
          const { person, people } = records[0]!.toObject();
          expect(output).toContain(`${person} is known by ${people} people`);
        }
      }
    }
  });
});

function hideSeconds(text: string): string {
  return text.replace(/[\d.]+ s\b/g, '_ s');
}
