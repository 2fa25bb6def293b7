// The content of any database: counted, and summed up in two digests, which are the same for two databases of one dump.
import { canonicalText } from '../../model/value.ts';
import type { Database } from '../../neo4j/driver.ts';
import { countOnlineSchema } from '../../neo4j/indexes.ts';
import { streamValues } from '../../neo4j/stream-values.ts';
import { fromDriverValue } from '../../neo4j/value.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import type { ExpectedCounts } from './check-counts.ts';
import { digestTable, RowSum } from './row-sum.ts';

/** The content of a database: counts and digests. */
export interface DatabaseContent extends ExpectedCounts {
  readonly properties: number;
  /** Online constraints and indexes, except the lookup indexes that Neo4j creates by itself. */
  readonly indexes: number;
  /** 64 hexadecimal digits each, over labels or type, ends, property names and values; the same on any machine and version. */
  readonly nodeDigest: string;
  readonly relationshipDigest: string;
}

export interface ReadDatabaseContentOptions {
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
}

const nodeStatement = 'MATCH (n) RETURN [id(n), labels(n), properties(n)] AS row';
const relationshipStatement = 'MATCH (a)-[r]->(b) RETURN [id(a), type(r), id(b), properties(r)] AS row';

/** Reads every node and relationship and keeps only sums. A dump keeps internal ids, so these name the ends. */
export async function readDatabaseContent(
  database: Database,
  options: ReadDatabaseContentOptions = {},
): Promise<DatabaseContent> {
  const tracker = new ProgressTracker(options.onProgress);
  tracker.start('content', { message: 'Reading every row', finished: 'Read every row', unit: 'rows' });
  const read = async (cypher: string): Promise<ContentSum> => {
    const sum = new ContentSum();
    const { signal } = options;
    const onValue = (value: unknown): void => {
      sum.add(value as readonly unknown[]);
      tracker.advance(1);
    };
    await streamValues(database, cypher, { parameters: {}, signal, onValue });
    return sum;
  };
  const nodes = await read(nodeStatement);
  const relationships = await read(relationshipStatement);
  const indexes = await countOnlineSchema(database);
  tracker.finish();
  return {
    nodes: nodes.rows,
    relationships: relationships.rows,
    properties: nodes.properties + relationships.properties,
    labels: nodes.names,
    types: relationships.names,
    indexes,
    nodeDigest: nodes.digest,
    relationshipDigest: relationships.digest,
  };
}

class ContentSum {
  readonly names = new Map<string, number>();
  rows = 0;
  properties = 0;
  readonly #sum = new RowSum();

  add(row: readonly unknown[]): void {
    const properties = Object.entries(row.at(-1) as Readonly<Record<string, unknown>>).sort(([a], [b]) =>
      compareText(a, b),
    );
    const names = (typeof row[1] === 'string' ? [row[1]] : (row[1] as readonly string[])).toSorted(compareText);
    for (const name of names) this.names.set(name, (this.names.get(name) ?? 0) + 1);
    this.rows++;
    this.properties += properties.length;
    const parts = [
      ...[row[0], row.length === 4 ? row[2] : null].map((end) => canonicalText(fromDriverValue(end))),
      canonicalText(names),
      ...properties.map(([name, value]) => canonicalText(name) + canonicalText(fromDriverValue(value))),
    ];
    this.#sum.add(parts.join(''));
  }

  get digest(): string {
    return digestTable({ labels: [], columns: {} }, { rows: this.rows, sum: this.#sum.value });
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
