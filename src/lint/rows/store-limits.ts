// What Neo4j's store formats can hold: the operations manual, "Store formats and entity limits".
import type { RuleMessage } from '../finding.ts';
import type { RowGroup } from '../header/csv-header.ts';
import type { LintCounts } from './row-tally.ts';

interface StoreLimits {
  readonly nodes: number;
  readonly relationships: number;
  readonly propertyRecords: number;
  readonly types: number;
  /** Characters of a label or type. */
  readonly nameLength: number;
}

/** Internal ids of nodes and of relationships have 35 bits, those of property, string and array records 36 bits, those of types 16 bits. */
const community = {
  nodes: 2 ** 35,
  relationships: 2 ** 35,
  propertyRecords: 2 ** 36,
  types: 2 ** 16,
  nameLength: Number.POSITIVE_INFINITY,
};

/** The formats `high_limit` and `block` need Enterprise. In `block`, properties and relationships have no ids of their own. */
const limitsOf = {
  aligned: community,
  standard: community,
  high_limit: { ...community, nodes: 2 ** 50, relationships: 2 ** 50, propertyRecords: 2 ** 50, types: 2 ** 24 },
  block: {
    nodes: 2 ** 48,
    relationships: Number.POSITIVE_INFINITY,
    propertyRecords: Number.POSITIVE_INFINITY,
    types: 2 ** 30,
    nameLength: 16_383,
  },
} as const satisfies Readonly<Record<string, StoreLimits>>;

/** The store formats of Neo4j, by their names in neo4j-admin. */
export type StoreFormat = keyof typeof limitsOf;

/** Whether a text is the name of a store format. */
export function isStoreFormat(name: string): name is StoreFormat {
  return Object.hasOwn(limitsOf, name);
}

/** A property record holds this many values, or fewer if they are long. */
const valuesPerRecord = 4;
/** From here on the importer takes minutes: each new name costs more than the one before, twice as many take four times as long. */
const manyNames = 20_000;

const recordNames = { properties: 'property records', strings: 'string records', arrays: 'array records' } as const;

/** What is wrong with the sizes of a graph, and whether its nodes or its relationships are meant. */
export type LimitViolation = RuleMessage & { readonly kind: 'node' | 'relationship' };

/** Records of each store that properties take, estimated. Only a model shows them: a file does not say how long its values are. */
export type PropertyRecords = Readonly<Record<'properties' | 'strings' | 'arrays', number>>;

/** Finds what a store of this format cannot hold, and what takes the importer very long. */
export function findLimitViolations(
  { nodes, relationships, properties, labels, types }: LintCounts,
  format: StoreFormat = 'aligned',
  records: PropertyRecords = { properties: 0, strings: 0, arrays: 0 },
): readonly LimitViolation[] {
  const limits: StoreLimits = limitsOf[format];
  const [labelNames, typeNames] = [Object.keys(labels), Object.keys(types)];
  const beyond = (kind: LimitViolation['kind'], what: string, count: number, most: number): LimitViolation[] =>
    count > most ? [{ kind, ...tooMany(what, format, { count, most }) }] : [];
  const tooLong = (kind: LimitViolation['kind'], names: readonly string[]): LimitViolation[] => {
    const length = names.reduce((most, name) => Math.max(most, name.length), 0);
    return beyond(kind, `characters in a ${kind === 'node' ? 'label' : 'type'}`, length, limits.nameLength);
  };
  return [
    ...beyond('node', 'nodes', nodes, limits.nodes),
    ...beyond('relationship', 'relationships', relationships, limits.relationships),
    ...beyond('node', 'property values', properties, limits.propertyRecords * valuesPerRecord),
    ...(['properties', 'strings', 'arrays'] as const).flatMap((store) =>
      beyond('node', recordNames[store], records[store], limits.propertyRecords).map((violation) => ({
        ...violation,
        found: `about ${violation.found}`,
      })),
    ),
    ...beyond('relationship', 'relationship types', typeNames.length, limits.types),
    ...tooLong('node', labelNames),
    ...tooLong('relationship', typeNames),
    ...findManyNames('node', 'labels', labelNames.length),
    ...(typeNames.length > limits.types ? [] : findManyNames('relationship', 'relationship types', typeNames.length)),
  ];
}

/** Warns of so many property keys that the importer takes very long, far below the 2^24 keys that a store holds. */
export function findManyPropertyKeys(groups: readonly RowGroup[]): readonly LimitViolation[] {
  const keys = new Set<string>();
  for (const { header } of groups) {
    for (const { kind, name } of header.columns) {
      if (name !== undefined && (kind === 'property' || kind === 'id')) keys.add(name);
    }
  }
  return findManyNames('node', 'property keys', keys.size);
}

function tooMany(
  what: string,
  format: StoreFormat,
  { count, most }: { readonly count: number; readonly most: number },
): RuleMessage {
  const isOpen = limitsOf[format] === community;
  const store = isOpen ? 'the store of Neo4j Community' : `the store format ${format}`;
  return {
    severity: 'error',
    rule: 'store-limit',
    expected: `at most ${most.toLocaleString('en-US')} ${what}, which is what ${store} holds`,
    found: count.toLocaleString('en-US'),
    remedy: remedyFor(what, isOpen),
  };
}

function remedyFor(what: string, isOpen: boolean): string {
  if (what === 'relationship types') return 'Use fewer types, and keep the differences in a property.';
  if (what.startsWith('characters')) return 'Use a shorter name, and keep the whole text in a property.';
  return isOpen
    ? 'Make the graph smaller, or import it into Neo4j Enterprise with --format=block.'
    : 'Make the graph smaller.';
}

const slowNames = {
  labels: { rule: 'label-count', remedy: 'Use fewer labels, and keep the differences in a property.' },
  'relationship types': { rule: 'type-count', remedy: 'Use fewer types, and keep the differences in a property.' },
  'property keys': { rule: 'key-count', remedy: 'Use fewer keys, and keep what differs in nodes of their own.' },
} as const;

function findManyNames(
  kind: LimitViolation['kind'],
  what: keyof typeof slowNames,
  count: number,
): readonly LimitViolation[] {
  if (count <= manyNames) return [];
  return [
    {
      kind,
      severity: 'warning',
      expected: `at most ${manyNames.toLocaleString('en-US')} different ${what}`,
      found: count.toLocaleString('en-US'),
      becomes: 'an import that takes minutes longer',
      ...slowNames[what],
    },
  ];
}
