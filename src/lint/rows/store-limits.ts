// What Neo4j's store can hold in the formats of Community, `aligned` and `standard`: the operations manual, "Store formats".
import type { RuleMessage } from '../finding.ts';
import type { LintCounts } from './row-tally.ts';

/** Internal ids of nodes and of relationships have 35 bits, those of property records 36 bits, those of types 16 bits. */
const mostEntities = 2 ** 35;
const mostPropertyRecords = 2 ** 36;
const mostTypes = 2 ** 16;
/** A property record holds this many values, or fewer if they are long. */
const valuesPerRecord = 4;
/** From here on the import of labels takes seconds, then minutes: each new label costs more than the one before. */
const manyLabels = 20_000;

/** What is wrong with the sizes of a graph, and whether its nodes or its relationships are meant. */
export type LimitViolation = RuleMessage & { readonly kind: 'node' | 'relationship' };

/** Finds what the store cannot hold, and what takes the importer very long. */
export function findLimitViolations({
  nodes,
  relationships,
  properties,
  labels,
  types,
}: LintCounts): readonly LimitViolation[] {
  const [labelCount, typeCount] = [Object.keys(labels).length, Object.keys(types).length];
  const beyond = (kind: LimitViolation['kind'], what: string, count: number, most: number): LimitViolation[] =>
    count > most ? [{ kind, ...tooMany(what, count, most) }] : [];
  return [
    ...beyond('node', 'nodes', nodes, mostEntities),
    ...beyond('relationship', 'relationships', relationships, mostEntities),
    ...beyond('node', 'property values', properties, mostPropertyRecords * valuesPerRecord),
    ...beyond('relationship', 'relationship types', typeCount, mostTypes),
    ...(labelCount > manyLabels ? [{ kind: 'node' as const, ...veryManyLabels(labelCount) }] : []),
  ];
}

function tooMany(what: string, count: number, most: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'store-limit',
    expected: `at most ${most.toLocaleString('en-US')} ${what}, which is what the store of Neo4j Community holds`,
    found: count.toLocaleString('en-US'),
    remedy:
      what === 'relationship types'
        ? 'Use fewer types, and keep the differences in a property.'
        : 'Divide the graph, or import into Neo4j Enterprise with --no-lint.',
  };
}

function veryManyLabels(count: number): RuleMessage {
  return {
    severity: 'warning',
    rule: 'label-count',
    expected: `at most ${manyLabels.toLocaleString('en-US')} different labels`,
    found: count.toLocaleString('en-US'),
    becomes: 'an import that takes minutes longer',
    remedy: 'Use fewer labels, and keep the differences in a property.',
  };
}
