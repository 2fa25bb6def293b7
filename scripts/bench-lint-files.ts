// The part of bench-lint for many small files.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

const rowsOfFile = 20;

/** Layouts: how many headers there are for the files. */
const layouts = ['a header in each file', 'two headers for all files'];

interface FilesMeasurement {
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number;
}

/** Lints `count` files of each layout `rounds` times, in separate processes, and prints the medians. */
export async function benchFiles(count: number, rounds: number): Promise<void> {
  if (!(count >= 2 && rounds >= 1)) throw new Error('Usage: scripts/bench-lint --files [COUNT] [ROUNDS]');
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-bench-'));
  try {
    const lines: string[] = [];
    for (const [index, layout] of layouts.entries()) {
      const place = join(folder, `${index}`);
      await writeLayout(place, count, index === 0);
      const measurements: FilesMeasurement[] = [];
      for (let round = 0; round < rounds; round++) {
        const { stdout } = await execa(process.execPath, [process.argv[1]!, '--lint', place, '1']);
        measurements.push(JSON.parse(stdout));
      }
      const median = (key: keyof FilesMeasurement): number =>
        measurements.map((measurement) => measurement[key]).sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
      lines.push(
        `| ${layout} | ${median('seconds').toFixed(1)} | ${median('cpu').toFixed(1)} | ${median('memory').toFixed(0)} |`,
      );
    }
    const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
    process.stdout.write(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${machine}; \
${count} files of ${rowsOfFile} rows; medians of ${rounds}

| what | seconds | seconds of processor time | peak memory, MB |
|---|---|---|---|
${lines.join('\n')}
`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes nodes and relationships in turn, so that each file of relationships joins the nodes of the file before. */
async function writeLayout(folder: string, count: number, hasOwnHeaders: boolean): Promise<void> {
  const headers = { person: 'id:ID,name,age:int,:LABEL\n', knows: ':START_ID,:END_ID,:TYPE\n' };
  await mkdir(folder);
  if (!hasOwnHeaders) {
    for (const [name, header] of Object.entries(headers)) await writeFile(join(folder, `${name}-header.csv`), header);
  }
  for (let file = 0; file < count; file++) {
    const name = file % 2 === 0 ? 'person' : 'knows';
    const rows = Array.from({ length: rowsOfFile }, (_, row) =>
      name === 'person'
        ? `${file}-${row},name ${row},${row},Person\n`
        : `${file - 1}-${row},${file - 1}-${(row + 1) % rowsOfFile},KNOWS\n`,
    ).join('');
    const path = join(folder, `${name}-${String(file).padStart(6, '0')}.csv`);
    await writeFile(path, (hasOwnHeaders ? headers[name] : '') + rows);
  }
}
