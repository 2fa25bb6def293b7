// Options that neo4j-admin import of Neo4j 3.5 and 4.4, and neo4j-import before it, had and neo4j-admin of Neo4j 5 does not have.
// Source: operations manuals of 3.5 ("Import tool", "Options") and 4.4 ("Neo4j Admin import").
import { BulkgenError } from '../../errors.ts';

const sameMeaning = (option: string): string => `Write ${option} instead: it has the same meaning`;
const oldStore = 'Leave it out: Neo4j 5 does not import the store of a Neo4j before 3.0, and neither does bulkgen';

/** What to do about each of these options, as a sentence without a full stop. */
export const formerOptions: Readonly<Record<string, string>> = {
  '--cache-on-heap':
    'Leave it out: Neo4j 5 has nothing in its place, and --max-off-heap-memory limits the memory outside the heap',
  '--db-config': sameMeaning('--additional-config'),
  '--detailed-progress': 'Leave it out: bulkgen shows the progress of every step, and --progress says in which form',
  '--f': 'Write @FILE instead of --f=FILE: the file has one argument in each line',
  '--from': oldStore,
  '--high-io': 'Write --high-parallel-io=on instead of true, and --high-parallel-io=off instead of false',
  '--ignore-duplicate-nodes': sameMeaning('--skip-duplicate-nodes'),
  '--ignore-missing-nodes': sameMeaning('--skip-bad-relationships'),
  '--into': 'Leave it out: --target chooses the server, and --database the database',
  '--max-memory': sameMeaning('--max-off-heap-memory'),
  '--mode': 'Leave out --mode=csv: bulkgen reads CSV files. Neo4j 5 has nothing in place of --mode=database',
  '--processors': sameMeaning('--threads'),
  '--stacktrace': sameMeaning('--debug'),
};

/** How labels and types are given since Neo4j 4.0. */
export const formerGroups: Readonly<Record<string, string>> = {
  '--nodes:LABEL': 'Write --nodes=LABEL=FILES instead: the labels stand after the equals sign',
  '--relationships:TYPE': 'Write --relationships=TYPE=FILES instead: the type stands after the equals sign',
};

/** Throws `invalid-option` for an option that only older versions of neo4j-admin have, and says what replaces it. */
export function refuseFormerOption(name: string): void {
  const [, group, labels] = /^(--nodes|--relationships):(.+)$/s.exec(name) ?? [];
  const hint =
    group === undefined
      ? Object.hasOwn(formerOptions, name) && formerOptions[name]
      : `Write ${group}=${labels}=FILES instead: the ${group === '--nodes' ? 'labels stand' : 'type stands'} after the equals sign`;
  if (!hint) return;
  throw new BulkgenError('invalid-option', `Expected an option of Neo4j 5, got \`${name}\` of an older neo4j-admin`, {
    hint: `${hint}.`,
  });
}
