import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { mergeShards } from '../../src/export/shards/merge-shards.ts';
import { afterFile } from '../setup/after-file.ts';
import { withBulkgen } from './support/bulkgen-command.ts';
import { expectWhole } from './support/expect-whole.ts';
import { makePython } from './support/python.ts';
import { useTools } from './support/use-tools.ts';

const job = join(import.meta.dirname, '../../scripts/cluster/kubernetes.yaml');
const canRun = useTools({ python3: 'python3-venv' });

/** What the test reads of the file. */
interface Job {
  readonly spec: {
    readonly completions: number;
    readonly template: { readonly spec: { readonly containers: readonly [{ readonly command: readonly string[] }] } };
  };
}

describe.skipIf(!canRun)('the job file of Kubernetes', () => {
  let folder: string;
  let programs: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-kubernetes-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    ({ programs } = await makePython(['kubernetes-validate==1.37.0']));
  });

  const validate = (path: string) =>
    execa(join(programs, 'kubernetes-validate'), ['--strict', path], { reject: false });

  it('is valid, and has no field that Kubernetes does not know', async () => {
    expect(await validate(job)).toMatchObject({ exitCode: 0 });
    const misspelt = join(folder, 'job.yaml');
    await writeFile(misspelt, (await readFile(job, 'utf8')).replace('completionMode:', 'completionMod:'));
    expect(await validate(misspelt)).toMatchObject({ exitCode: 1 });
  });

  it('writes all shards, one for each index', async () => {
    const read = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))';
    const { stdout } = await execa(join(programs, 'python'), ['-c', read, job]);
    const { completions, template } = (JSON.parse(stdout) as Job).spec;
    const out = join(folder, 'out');
    const { command } = template.spec.containers[0];
    expect(command.join(' ')).toContain('--scale 1b --out /estate');
    const [program, ...args] = command.map((word) =>
      word.replace('--scale 1b --out /estate', `--scale 20000 --out ${out}`),
    );
    const env = await withBulkgen(folder);
    for (let index = 0; index < completions; index += 1) {
      await execa(program!, args, { env: { ...env, JOB_COMPLETION_INDEX: `${index}` } });
    }
    await mergeShards({ folder: out });
    await expectWhole(out, { folder, scale: 20_000 });
  });
});
