import { createRecordReader } from '../../model/record.ts';
import type { Properties } from '../../model/value.ts';
import type { Database } from '../../neo4j/driver.ts';
import { type FoundNode, findNodes } from './find-nodes.ts';
import { type CompareOptions, findPropertyDifference, type RowDifference, rowsDiffer } from './row-difference.ts';
import type { VerifiedTable } from './verified-table.ts';

/** Rows of a table, by ordinal. */
export interface RowsOfTable {
  readonly table: VerifiedTable;
  readonly ordinals: readonly number[];
}

/**
 * Finds nodes by readable id, in one query for all tables with the same first label. Compares their labels, properties and
 * types with those of the rows. Throws `rows-differ` for the first node that differs.
 */
export async function compareNodes(
  database: Database,
  rows: readonly RowsOfTable[],
  options: CompareOptions = {},
): Promise<void> {
  const expected = rows.flatMap(({ table, ordinals }) => {
    const read = createRecordReader(table);
    return ordinals.map((ordinal) => ({ table, properties: read(ordinal).properties }));
  });
  for (const label of new Set(expected.map(({ table }) => table.labels[0]!))) {
    const nodes = expected.filter(({ table }) => table.labels[0] === label);
    const found = await findNodes(
      database,
      label,
      nodes.map(({ properties }) => String(properties['id'])),
    );
    for (const { table, properties } of nodes) {
      const id = String(properties['id']);
      const difference = compareNode({ table, properties }, found.get(id) ?? [], options);
      if (difference) throw rowsDiffer(`${table.name} \`${id}\``, difference);
    }
  }
}

function compareNode(
  { table: { labels }, properties }: { readonly table: VerifiedTable; readonly properties: Properties },
  found: readonly FoundNode[],
  options: CompareOptions,
): RowDifference | undefined {
  const [node] = found;
  if (!node || found.length > 1) return { subject: 'the number', expected: '1', found: `\`${found.length}\`` };
  const present = options.ignoresAdditions ? node.labels.filter((label) => labels.includes(label)) : node.labels;
  const [expectedLabels, foundLabels] = [labels, present].map((names) => `\`${names.toSorted().join(':')}\``);
  if (expectedLabels !== foundLabels) return { subject: 'the labels', expected: expectedLabels!, found: foundLabels! };
  return findPropertyDifference(properties, node.properties, options);
}
