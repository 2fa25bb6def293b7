// The catalogue of invalid inputs, with the sentence and the exit code of each: test/golden/wrong-inputs.md.
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import { exportShard } from '../../src/export/shards/export-shard.ts';
import { afterFile } from '../setup/after-file.ts';
import { useCommandLine } from './support/command-line.ts';

let folder: string;
const env = () => ({
  PATH: join(folder, 'none'), // no Docker, so that every machine prints the same
  HOME: folder,
  BULKGEN_HOME: join(folder, 'home'),
});
const { run } = useCommandLine(() => ({ folder, env: env() }));

/** An invalid command line. `estate` is a fresh copy of an export for each. */
interface WrongInput {
  readonly line: string;
  /** How `prepare` damaged the folder `estate`, for the catalogue. */
  readonly damage?: string;
  readonly prepare?: (estate: string) => Promise<unknown>;
  readonly variables?: Readonly<Record<string, string>>;
}

const edit = (file: string, change: (text: string) => string) => async (estate: string) => {
  const path = join(estate, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
};
const editManifest = (change: (manifest: Record<string, unknown>) => void) =>
  edit('manifest.json', (text) => {
    const manifest = JSON.parse(text) as Record<string, unknown>;
    change(manifest);
    return JSON.stringify(manifest);
  });

const inputs: readonly WrongInput[] = [
  { line: 'improt' },
  { line: 'help improt' },
  { line: 'snapshot help restor' },
  { line: 'completion fih' },
  { line: 'export --sclae small' },
  { line: 'export small' },
  { line: 'export --scale huge' },
  { line: 'export --scale smal' },
  { line: 'load' },
  { line: 'load --scale huge' },
  { line: 'load --database system' },
  { line: 'load estate --seed other' },
  { line: 'load --clear --dry-run' },
  { line: 'load --constraints never' },
  { line: 'load --retry-for soon' },
  { line: 'load --method fast' },
  { line: 'load --method csv --csv-address here:there' },
  { line: 'load --csv-address example.com' },
  { line: 'load --merge --method csv' },
  { line: 'load --merge --clear' },
  { line: 'load missing' },
  { line: 'bench --methods unwnd' },
  { line: 'bench --html missing/bench.html' },
  { line: 'verify --nodes=notes.txt --report-file=photos' },
  { line: 'stats missing' },
  { line: 'stats estate --type DEPENDS_ONN' },
  { line: 'stats estate --html missing/stats.html' },
  { line: 'stats estate --delimiter ;' },
  { line: 'bench --scales small,huge' },
  { line: 'bench --rounds 0' },
  { line: 'export --scale 0' },
  { line: 'export --scale 1.5' },
  { line: 'export --scale 9e9' },
  { line: 'export --scale' },
  { line: 'export --workers many' },
  { line: 'export --workers 0' },
  { line: 'export --parts 0' },
  { line: 'export --events -1' },
  { line: 'export --shard 4/3' },
  { line: 'export --shard 1/2 --out estate --seed other' },
  { line: 'merge photos' },
  { line: 'merge missing' },
  { line: 'verify estate --shard 3' },
  { line: 'verify estate --shard 1/2 --database' },
  { line: 'import shards' },
  { line: 'merge shards' },
  { line: 'export --as-of 2026-02-30' },
  { line: 'export --as-of yesterday' },
  { line: 'export --dirt 51' },
  { line: 'export --dirt much' },
  { line: 'export --dirt 2 --scale 50' },
  { line: 'export --dirt 2 --model social' },
  { line: 'export --seed=' },
  { line: 'export --ids uuid' },
  { line: 'export --tables Sever' },
  { line: 'export --stdout' },
  { line: 'export --out notes.txt' },
  { line: 'export --out photos' },
  { line: 'export --scale 70 --out estate' },
  {
    line: 'import estate',
    damage: 'its first export was killed',
    prepare: async (estate) => {
      await rm(join(estate, 'manifest.json'));
      await mkdir(join(estate, '.bulkgen-export'));
      await writeFile(join(estate, '.bulkgen-export', 'plan.json'), '{"scale":5000000,"seed":"demo"}');
    },
  },
  { line: 'export --progress loud' },
  { line: 'export --live 80' },
  { line: 'import --live estate' },
  { line: 'export --tables Server --stdout --live' },
  { line: 'snapshot create ../x --scale 20' },
  { line: 'snapshot create x' },
  { line: 'snapshot create x --scale 20 --recipe --out backup.zst' },
  { line: 'snapshot restore nowhere' },
  { line: 'snapshot restore ./estate' },
  { line: 'snapshot verify ./estate/manifest.json' },
  { line: 'snapshot remove ./estate/manifest.json' },
  { line: 'demo nowhere' },
  { line: 'demo demo-smal' },
  { line: 'verify nowhere' },
  { line: 'verify photos' },
  { line: 'verify estate/Server-000.csv' },
  { line: 'load estate/Server-000.csv' },
  {
    line: 'verify estate',
    damage: 'its manifest is cut off',
    prepare: edit('manifest.json', (text) => text.slice(0, 99)),
  },
  {
    line: 'verify estate',
    damage: '`scale` in its manifest is a word',
    prepare: editManifest((manifest) => Object.assign(manifest, { scale: 'small' })),
  },
  {
    line: 'verify estate',
    damage: 'its manifest names a newer model',
    prepare: editManifest((manifest) => Object.assign(manifest, { model: { name: 'cmdb', version: '9.0.0' } })),
  },
  { line: 'verify estate', damage: 'a file was removed', prepare: (estate) => rm(join(estate, 'Server-000.csv')) },
  { line: 'verify estate', damage: 'a file was cut off', prepare: edit('Server-000.csv', (text) => text.slice(0, -9)) },
  {
    line: 'verify estate',
    damage: 'one letter was changed',
    prepare: edit('Server-000.csv', (text) => text.replace('srv-0000003', 'srv-0000004')),
  },
  {
    line: 'verify estate',
    damage: 'a row was added',
    prepare: (estate) => appendFile(join(estate, 'RUNS_ON-000.csv'), '1,2\n'),
  },
  {
    line: 'verify estate',
    damage: 'a header was changed',
    prepare: edit('Server-header.csv', (text) => text.replace('cpuCores', 'cpuCount')),
  },
  { line: 'verify estate', damage: 'a file was added', prepare: (estate) => writeFile(join(estate, 'more.csv'), '') },
  { line: 'verify estate --exclude old' },
  { line: 'verify --nodes a.csv --exclude b.csv' },
  { line: 'verify estate --quick --regenerate' },
  { line: 'verify estate --database estate' },
  { line: 'verify estate --uri localhost:7687' },
  { line: 'verify estate --uri bolt://127.0.0.1:1 --password-file nowhere' },
  { line: 'verify estate --uri bolt://127.0.0.1:1' },
  { line: 'verify estate --uri bolt://127.0.0.1:1', variables: { NEO4J_PASSWORD: 'secret' } },
  { line: 'verify estate --database', variables: { NEO4J_PASSWORD: 'secret' } },
  { line: 'schema make' },
  { line: 'schema show', variables: { NEO4J_PASSWORD: 'secret' } },
  { line: 'schema create' },
  { line: 'schema drop' },
  { line: 'events create estate' },
  { line: 'events clear estate', variables: { NEO4J_PASSWORD: 'secret' } },
  { line: 'events clear estate --uri bolt://127.0.0.1:1', variables: { NEO4J_PASSWORD: 'secret' } },
  { line: 'events create --uri bolt://127.0.0.1:1', variables: { NEO4J_PASSWORD: 'secret' } },
  { line: 'ask impct' },
  { line: 'ask impact item-9999999 --model supply-chain' },
  { line: 'ask impact Bolt --model supply-chain' },
  { line: 'ask impact person-0000001 --model social' },
  { line: 'ask impact item-0000001 --model supply-chain --aware --cypher' },
  { line: 'ask path item-0000001 item-1 --model supply-chain' },
  { line: 'ask neighbours person-0000001 --model social --limit 0' },
  { line: 'ask top --model social' },
  { line: 'ask top --class Persn --model social' },
  { line: 'ask top --class Person --type LIKES --model social' },
  { line: 'ask top --class Person --by fame --model social' },
  { line: 'ask single-points --at-least 0 --model supply-chain' },
  { line: 'ask count Persn --model social' },
  { line: 'ask count Person --of person-0000001 --model social' },
  { line: 'ask count --from estate --seed other' },
  { line: 'ask dirt' },
  { line: 'ask dirt old --dirt 2' },
  { line: 'ask dirt --from estate --dirt 2' },
  { line: 'ask dirt --dirt 2 --all --limit 5' },
  { line: 'describe --queries --sql duckdb' },
  { line: 'verify estate --answers' },
  { line: 'verify estate --database --questions' },
  { line: 'describe --format xml' },
  { line: 'describe ./shop.ts' },
  { line: 'describe --scale 0' },
  { line: 'describe estate --scale 5' },
  { line: 'describe --sql mysql' },
  { line: 'describe --sql duckdb --format json' },
  { line: 'describe missing --sql duckdb' },
  { line: 'doctor --scale huge' },
  { line: 'doctor --scale large' },
  { line: 'doctor --uri localhost:7687' },
  { line: 'doctor --uri bolt://127.0.0.1:1', variables: { NEO4J_PASSWORD: 'secret' } },
  { line: 'import nowhere' },
  { line: 'import photos' },
  { line: 'import estate more' },
  { line: 'import estate --target cloud' },
  { line: 'import estate --container neo4j --neo4j-home /opt/neo4j' },
  { line: 'import estate --target docker --neo4j-version 5.26' },
  { line: 'import estate --neo4j-version 4.4' },
  { line: 'import estate --neo4j-home photos' },
  { line: 'import estate --target local' },
  { line: 'import estate --container neo4j' },
  { line: 'import estate --timeout soon' },
  { line: 'import estate --timeout 0' },
  { line: 'import estate --threads all' },
  { line: 'import estate --high-parallel-io maybe' },
  { line: 'import estate --target embedded', variables: { BULKGEN_HOME: '/tmp/a:b' } },
  { line: 'import b.csv --nodes=a.csv' },
  { line: 'import --nodes=a.csv --relationships=r.csv neo4j' },
  { line: 'import incremental --force neo4j' },
  { line: 'import --mode=csv --nodes=a.csv' },
  { line: 'import --max-memory=2G --nodes=a.csv' },
  { line: 'import --nodes:Person=a.csv' },
  { line: 'import @script.args' },
  { line: 'import --nodes=missing.csv' },
  { line: 'import --nodes=photos' },
  { line: 'import --nodes=notes.txt --schema=missing.cypher' },
  { line: 'import rows' },
  { line: 'import --nodes=a.parquet --input-type=parquet' },
  { line: 'import --nodes=a.csv --additional-config=nowhere' },
  { line: 'verify --nodes=a.csv --multiline-fields=a.csv' },
  { line: 'verify --nodes=a.csv --path-pattern-style=sql' },
  { line: 'verify --nodes=a.csv --delimiter=¿ --neo4j-version=2026' },
  { line: 'recover --previous --drop-previous' },
  { line: 'recover --target embedded' },
  { line: 'recover --container neo4j' },
  { line: 'neo4j start --bolt-port 70000' },
  { line: 'neo4j start --with apoc' },
  { line: 'neo4j start --with load-procedure --target docker' },
  { line: 'neo4j status --target local' },
  { line: 'neo4j stop --target embedded' },
];

const rows: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkgen-wrong-'));
  afterFile(() => rm(folder, { recursive: true, force: true }));
  await exportGraph({ folder: join(folder, 'whole'), scale: 60 });
  await exportShard({ folder: join(folder, 'shards'), scale: 60, shard: '1/2' });
  await writeFile(join(folder, 'notes.txt'), 'notes');
  await mkdir(join(folder, 'photos'));
  await mkdir(join(folder, 'rows'));
  await writeFile(join(folder, 'rows', 'a.csv'), '1,Ada\n2,Bob\n');
  await writeFile(join(folder, 'photos', 'cat.jpg'), '');
});

it.each(inputs.map((input) => ({ damage: '', ...input })))(
  'answers `$line` $damage with one sentence',
  async ({ line, damage, prepare, variables }) => {
    const estate = join(folder, 'estate');
    await rm(estate, { recursive: true, force: true });
    await cp(join(folder, 'whole'), estate, { recursive: true });
    await prepare?.(estate);

    const { exitCode, stdout, stderr } = await run(line.split(' '), { env: { ...env(), ...variables } });

    expect(stdout).toBe('');
    const lines = String(stderr)
      .split('\n')
      .filter((text) => !/ in \d+\.\d s(?: \(.*\))?$/.test(text)); // progress
    expect(lines).toEqual([expect.stringMatching(/^bulkgen: .*[.!?…]$/)]);
    const conditions = [...Object.keys(variables ?? {}), ...(damage ? [damage] : [])];
    const sentence = lines[0]!.replace('bulkgen: ', '').replaceAll(`${folder}/`, '…/').replaceAll(folder, '…');
    rows.push(
      `| \`bulkgen ${line}\`${conditions.length > 0 ? ` (${conditions.join(', ')})` : ''} | ${exitCode} | ${sentence.replaceAll('|', '\\|')} |`,
    );
  },
);

it('lists more than 40 invalid inputs in the catalogue', async () => {
  expect(rows.length).toBe(inputs.length);
  expect(rows.length).toBeGreaterThan(40);
  const table = `# Messages for invalid input\n\nWritten by test/end-to-end/wrong-inputs.test.ts; \`…\` is the working folder.\n\n| command | exit code | message |\n|---|---|---|\n${rows.join('\n')}\n`;
  await expect(table).toMatchFileSnapshot('../golden/wrong-inputs.md');
});
