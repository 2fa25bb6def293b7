import { BulkgenError } from '../errors.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import { suggest } from '../options/suggest.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { measureConnections } from './connections.ts';
import { countRepeatedHashes } from './count-repeated.ts';
import { type GraphFiles, openExport, openThirdParty, readRows, type ThirdPartyFiles } from './graph-files.ts';
import type { GraphStats, LabelStats, RepeatedValues, TypeStats } from './graph-stats.ts';
import { GraphNodes, type NodeKind } from './node-kinds.ts';
import { findPublished } from './published.ts';
import { GraphTypes, type TypeRows } from './type-rows.ts';

/** Which graph to measure. */
export interface MeasureOptions {
  /** The folder of an export, or of third-party CSV. */
  readonly folder: string;
  /** Measures these relationship types only. */
  readonly types?: readonly string[] | undefined;
  /** Properties of nodes whose repeated values are counted; `id` and `name` by default. */
  readonly unique?: readonly string[] | undefined;
  /** How to read third-party CSV. Without it, the folder holds an export. */
  readonly csv?: ThirdPartyFiles | undefined;
  /** Stops the work. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of the step `measure`. */
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Measures the shape of a graph from its CSV files: degrees, mixes of values, what both ends of relationships have in common.
 * It keeps 8 to 16 bytes for each relationship and about 100 for each node. Throws `invalid-option`, what `readManifest` throws, and
 * `files-broken` for files that cannot be read as CSV; `verifyFiles` and `lintFolder` say more about those.
 */
export async function measureGraph(options: MeasureOptions): Promise<GraphStats> {
  checkOptions('measureGraph', options, optionForms);
  const { folder, types: wanted, unique = ['id', 'name'], csv, signal, onProgress } = options;
  if (csv) checkOptions('`csv`', csv, { options: 'any', groups: 'any', exclude: 'any' });
  const files = csv ? await openThirdParty(folder, csv) : await openExport(folder);
  const tracker = new ProgressTracker(onProgress);
  tracker.start('measure', { message: 'Reading files', finished: 'Read files', total: files.bytes, unit: 'bytes' });
  const read = { onRead: (bytes: number) => tracker.advance(bytes), signal };
  const nodes = new GraphNodes(files, unique);
  await readRows(files, { ...read, kind: 'node', open: (group) => nodes.openGroup(group) });
  const relationships = new GraphTypes(files, nodes);
  const found = new Set<string>();
  const isWanted = (type: string): boolean => {
    found.add(type);
    return wanted === undefined || wanted.includes(type);
  };
  await readRows(files, { ...read, kind: 'relationship', open: (group) => relationships.openGroup(group, isWanted) });
  tracker.finish();
  for (const type of wanted ?? []) refuseUnknown(type, [...found]);
  return describe(files, nodes, relationships);
}

const optionForms: OptionForms<MeasureOptions> = {
  folder: 'folder',
  types: 'texts',
  unique: 'texts',
  csv: 'any',
  signal: 'signal',
  onProgress: 'function',
};

function refuseUnknown(type: string, known: readonly string[]): void {
  if (known.includes(type)) return;
  const hint = suggest(type, known) ?? `Use one of: ${known.join(', ')}.`;
  throw new BulkgenError('invalid-option', `Expected --type to be a relationship type of the files, got \`${type}\``, {
    hint,
  });
}

function describe({ folder, manifest }: GraphFiles, nodes: GraphNodes, { types, dangling }: GraphTypes): GraphStats {
  const model = manifest && { name: manifest.model.name, version: manifest.model.version };
  const names = nodes.nameKinds();
  const measured = [...types.values()].map((type) => measureType(type, nodes, model?.name));
  return {
    folder,
    ...(model && { model }),
    nodes: nodes.numbers.count,
    relationships: measured.reduce((sum, { rows }) => sum + rows, 0),
    dangling,
    repeated: nodes.unique.flatMap((property) => countRepeated(property, nodes.kinds)),
    labels: nodes.kinds.map((kind, place) => describeKind(kind, names[place]!)),
    types: measured,
  };
}

function countRepeated(property: string, kinds: readonly NodeKind[]): readonly RepeatedValues[] {
  const hashes = kinds.flatMap(({ columns }) => columns.get(property)?.hashes ?? []);
  if (hashes.length === 0) return [];
  const values = hashes.reduce((sum, { length }) => sum + length / 2, 0);
  return [{ property, values, repeated: countRepeatedHashes(hashes) }];
}

function describeKind({ count, columns }: NodeKind, label: string): LabelStats {
  return { label, nodes: count, properties: [...columns.values()].map((column) => column.summarise(count)) };
}

function measureType(type: TypeRows, nodes: GraphNodes, model: string | undefined): TypeStats {
  const { name, count, columns } = type;
  return {
    type: name,
    rows: count,
    properties: [...columns.values()].map((column) => column.summarise(count)),
    connections: measureConnections(type, nodes).map((connection) => {
      const published = findPublished(model, name, connection);
      return published ? { ...connection, published } : connection;
    }),
  };
}
