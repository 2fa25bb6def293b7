// fuzz-lint: asks the lint and Neo4j's parsers about changed values, and prints where they disagree (see --help).
import { parseArgs } from 'node:util';
import { neo4jVersions, resolveNeo4jVersion } from '../src/targets/neo4j/version.ts';
import { findImporter } from '../test/differential/ask-importer.ts';
import { compareFiles } from '../test/differential/compare-files.ts';
import { compareValues, nameColumn } from '../test/differential/compare-values.ts';
import type { Disagreement } from '../test/differential/disagreement.ts';
import { valueColumns } from '../test/differential/value-columns.ts';

const help = `scripts/fuzz-lint [options]: changes values, headers, rows, ids or columns at random, asks the lint and the importer of Neo4j
whether they take them and what they store, and prints each disagreement. Exits with 1 if there is one. The same seed gives the
same changes.

  --values N             values of each column (default: 10000, without the next four options)
  --headers N            files with a changed header
  --rows N               small files with changed quotes, escapes, blanks and line breaks
  --ids N                small files with ids of several columns and types, and with columns for changes
  --columns N            small files with swapped or missing columns, or without text
  --type TYPE            only columns of this type, such as date, float[] or point{crs:WGS-84}
  --seed TEXT            (default: fuzz)
  --neo4j-version V      only this version (default: ${neo4jVersions.join(' and ')})
  --show N               disagreements to print for each column and kind (default: 10)

Needs a JDK that the version runs on. It downloads the jars into the cache if they are not there.

Example: scripts/fuzz-lint --values 100000 --type duration
Example: scripts/fuzz-lint --headers 100000 --rows 100000`;

const { values: options } = parseArgs({
  options: {
    values: { type: 'string' },
    headers: { type: 'string' },
    rows: { type: 'string' },
    ids: { type: 'string' },
    columns: { type: 'string' },
    type: { type: 'string' },
    seed: { type: 'string', default: 'fuzz' },
    'neo4j-version': { type: 'string' },
    show: { type: 'string', default: '10' },
    help: { type: 'boolean', short: 'h' },
  },
});
/** Java's program holds them in memory. */
const mostValuesAtOnce = 400_000;

if (options.help) {
  process.stdout.write(`${help}\n`);
} else {
  process.exitCode = (await fuzz()) > 0 ? 1 : 0;
}

async function fuzz(): Promise<number> {
  const { type, seed } = options;
  const parts = (['headers', 'rows', 'ids', 'columns'] as const).filter((part) => options[part] !== undefined);
  const columns = valueColumns.filter((column) => type === undefined || column.type === type);
  if (columns.length === 0) throw new Error(`Expected --type to be a type such as date or float[], got \`${type}\``);
  const wanted = options['neo4j-version'];
  const count = Number(options.values ?? (parts.length > 0 ? 0 : 10_000));
  const columnsAtOnce = Math.max(1, Math.floor(mostValuesAtOnce / count));
  let found = 0;
  for (const version of wanted === undefined ? neo4jVersions : [resolveNeo4jVersion(wanted)]) {
    const importer = await findImporter(version);
    if (!importer) throw new Error(`Could not find a Java for Neo4j ${version}`);
    for (const part of parts) {
      const disagreements = await compareFiles(importer, { seed, counts: { [part]: Number(options[part]) } });
      print(version, part, disagreements);
      found += disagreements.length;
    }
    for (let first = 0; count > 0 && first < columns.length; first += columnsAtOnce) {
      const batch = columns.slice(first, first + columnsAtOnce);
      const disagreements = await compareValues(importer, batch, { seed, count });
      for (const column of batch) print(version, nameColumn(column), disagreements);
      found += disagreements.length;
    }
  }
  return found;
}

function print(version: string, type: string, disagreements: readonly Disagreement[]): void {
  const ofType = disagreements.filter((disagreement) => disagreement.type === type);
  process.stdout.write(`${version} ${type}: ${ofType.length} disagreements\n`);
  for (const kind of ['false alarm', 'silence', 'value'] as const) {
    const ofKind = ofType.filter((disagreement) => disagreement.kind === kind);
    for (const { value, detail } of ofKind.slice(0, Number(options.show))) {
      process.stdout.write(`  ${kind} (${ofKind.length}): ${JSON.stringify(value)}: ${detail}\n`);
    }
  }
}
