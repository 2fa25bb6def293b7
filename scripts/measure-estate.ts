// measure-estate [--seeds N] [SCALE…]: exports the CMDB at each scale with several seeds into a temporary folder, measures the files
// and prints a Markdown table. A cell is the least and the most over the seeds, and a dash where the model lacks the type or property.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRows } from '../src/csv/read.ts';
import { exportGraph } from '../src/export/export-graph.ts';
import type { Manifest, ManifestTable } from '../src/export/manifest.ts';
import { parseScale } from '../src/model/scale.ts';
import type { Agreement, ConnectionStats, Correlation, DegreeSummary, GraphStats } from '../src/stats/graph-stats.ts';
import { measureGraph } from '../src/stats/measure-graph.ts';
import { findPublished } from '../src/stats/published.ts';
import { formatShare } from '../src/stats/tables.ts';
import { formatCount } from '../src/system/format-number.ts';

/** An export, and what was measured of it. */
interface Estate {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly stats: GraphStats;
}

interface Figure {
  readonly name: string;
  /** What is published, or what the model is meant to have. */
  readonly target?: string;
  readonly form: 'share' | 'count' | 'decimal';
  readonly read: (estate: Estate) => number | undefined | Promise<number | undefined>;
}

/** The relationships of a type; with kinds, those that start or end at them. */
function find({ stats }: Estate, ...[type, from, to]: Ends): ConnectionStats | undefined {
  const connections = stats.types.find((each) => each.type === type)?.connections ?? [];
  const has = (kinds: readonly string[], kind: string | undefined): boolean => !kind || kinds.join() === kind;
  return connections.find((each) => has(each.from, from) && has(each.to, to));
}

/** A type, and the kinds at its ends where they matter. */
type Ends = readonly [type: string, from?: string | undefined, to?: string | undefined];

interface DegreeFigures {
  readonly of: Ends;
  readonly direction?: 'fanIn' | 'fanOut';
  /** What is published, by the names of the figures below. */
  readonly targets?: Readonly<Record<string, string>>;
}

type DegreeFigure = readonly [
  string,
  Figure['form'],
  (degrees: DegreeSummary & { max?: number; nodes?: number }) => number | undefined,
];

const degreeFigures: readonly DegreeFigure[] = [
  ['zero', 'share', ({ zero }) => zero],
  ['p50', 'count', ({ p50 }) => p50],
  ['p75', 'count', ({ p75 }) => p75],
  ['p90', 'count', ({ p90 }) => p90],
  ['p95', 'count', ({ p95 }) => p95],
  ['p99', 'count', ({ p99 }) => p99],
  [
    'max, of all nodes',
    'share',
    ({ max, nodes }) => (max === undefined || nodes === undefined ? undefined : max / nodes),
  ],
  ['top 1 % hold', 'share', ({ topShare }) => topShare],
  ['exponent from 20', 'decimal', ({ exponent20 }) => exponent20],
  ['exponent from 50', 'decimal', ({ exponent50 }) => exponent50],
  ['Gini', 'decimal', ({ gini }) => gini],
];

function degrees(name: string, { of, direction = 'fanIn', targets = {} }: DegreeFigures): readonly Figure[] {
  const published = findPublished('cmdb', of[0], { from: [of[1] ?? ''], to: [of[2] ?? ''] })?.[direction];
  return degreeFigures.map(([figure, form, take]): Figure => {
    const value = published && take(published);
    const target = value === undefined ? targets[figure] : forms[form](value);
    return {
      ...{ name: `${name}: ${figure}`, form, ...(target !== undefined && { target }) },
      read(estate) {
        const connection = find(estate, ...of);
        return connection && take(connection[direction]);
      },
    };
  });
}

const forms: Readonly<Record<Figure['form'], (value: number) => string>> = {
  share: formatShare,
  count: formatCount,
  decimal: (value) => value.toFixed(2).replace('-0.00', '0.00').replace('-', '−'),
};

/** A rank correlation of nodes of a type. */
function correlation(of: Ends, degree: Correlation['degree'], other: string): Figure['read'] {
  return (estate) =>
    find(estate, ...of)?.correlations.find((each) => each.degree === degree && each.with === other)?.coefficient;
}

/** A figure about a property at both ends of a type. */
function agreement(type: string, property: string, take: (found: Agreement) => number): Figure['read'] {
  return (estate) => {
    const found = find(estate, type)?.agreement.find((each) => each.property === property);
    return found && take(found);
  };
}

function repeated(property: string): Figure['read'] {
  return ({ stats }) => stats.repeated.find((each) => each.property === property)?.repeated;
}

/** The rows of a table as objects by the names in its header, without types. */
async function* readTable(
  { folder }: Estate,
  { columns, parts }: ManifestTable,
): AsyncGenerator<Record<string, string>> {
  const names = columns.map((column) => (column.startsWith(':') ? column : column.split(':')[0]!));
  for (const { path } of parts) {
    for await (const row of readRows(join(folder, path))) {
      yield Object.fromEntries(names.map((name, place) => [name, row[place] ?? '']));
    }
  }
}

function findTable({ manifest }: Estate, name: string, property: RegExp): ManifestTable | undefined {
  return manifest.tables.find((table) => table.name === name && table.columns.some((column) => property.test(column)));
}

/** How many places in racks hold more than one thing. Until 2.0.0, a rack is a number on the relationship. */
async function countUnitsTwice(estate: Estate): Promise<number | undefined> {
  const table = findTable(estate, 'HOSTED_IN', /^(rackUnit|unit):/);
  if (!table) return undefined;
  const places = new Map<string, number>();
  for await (const row of readTable(estate, table)) {
    const unit = row['unit'] || row['rackUnit'];
    if (!unit) continue;
    const place = `${row[':END_ID']} ${row['rack'] ?? ''} ${unit}`;
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  return [...places.values()].filter((count) => count > 1).length;
}

/** The share of required dependencies of CRITICAL nodes that need a LOW one. */
async function shareCriticalOnLow(estate: Estate): Promise<number | undefined> {
  const table = findTable(estate, 'DEPENDS_ON', /^required:/);
  if (!table) return undefined;
  const criticality = new Map<string, string>();
  for (const nodes of estate.manifest.tables.filter(
    ({ kind, columns }) => kind === 'node' && columns.some((column) => column.startsWith('criticality:')),
  )) {
    for await (const row of readTable(estate, nodes)) {
      const { criticality: value = '' } = row;
      if (value === 'CRITICAL' || value === 'LOW') criticality.set(row[':ID']!, value);
    }
  }
  const counts = { all: 0, low: 0 };
  for await (const row of readTable(estate, table)) {
    if (row['required'] !== 'true' || criticality.get(row[':START_ID']!) !== 'CRITICAL') continue;
    counts.all++;
    if (criticality.get(row[':END_ID']!) === 'LOW') counts.low++;
  }
  return counts.all === 0 ? undefined : counts.low / counts.all;
}

/** The share of relationships of production that end in another environment. */
function shareOutsideProduction({ pairs }: Agreement): number {
  const own = pairs.filter(({ from }) => from === 'production');
  const sum = (list: typeof pairs): number => list.reduce((all, { rows }) => all + rows, 0);
  return sum(own.filter(({ to }) => to !== 'production')) / sum(own);
}

const same = ({ same: share }: Agreement): number => share;
const chance = ({ expected }: Agreement): number => expected;

function countRepeatedPairs({ stats }: Estate): number {
  return stats.types.reduce((sum, { connections }) => sum + (connections[0]?.repeatedPairs ?? 0), 0);
}

const service = 'Microservice';
const perfect = '~100 %';
// Of Meta's services, all and those that the paper does not call ill-fitting: callers with calls, callers with instances.
const callersAndCalls = '0.42–0.49';
const callersAndSize = '0.50–0.55';

const figures: readonly Figure[] = [
  // The greatest of Meta's 18,571 services: 14,084 callers, 5,865 services called.
  ...degrees('callers among microservices', {
    ...{ of: ['DEPENDS_ON', service, service], targets: { 'max, of all nodes': '75.8 %' } },
  }),
  ...degrees('calls among microservices', {
    ...{ of: ['DEPENDS_ON', service, service], direction: 'fanOut', targets: { 'max, of all nodes': '31.6 %' } },
  }),
  ...degrees('all callers of a Microservice', { of: ['DEPENDS_ON', undefined, service] }),
  ...degrees('users of a Database', { of: ['DEPENDS_ON', undefined, 'Database'] }),
  ...degrees('instances of a service', { of: ['INSTANCE_OF'], targets: { p50: '34', p90: '186' } }),
  ...degrees('applications of a BusinessService', { of: ['SUPPORTS'] }),
  ...(
    [
      [
        'rank correlation of instances and replicas',
        '1',
        'decimal',
        correlation(['INSTANCE_OF', undefined, service], 'fan-in', 'replicas'),
      ],
      [
        'rank correlation of callers and calls',
        callersAndCalls,
        'decimal',
        correlation(['DEPENDS_ON', service, service], 'fan-in', 'fan-out'),
      ],
      [
        'rank correlation of all callers and replicas',
        callersAndSize,
        'decimal',
        correlation(['DEPENDS_ON', undefined, service], 'fan-in', 'replicas'),
      ],
      ['ids repeated', '0', 'count', repeated('id')],
      ['names repeated', '0', 'count', repeated('name')],
      ['`ip` repeated', '0', 'count', repeated('ip')],
      ['`managementIp` repeated', '0', 'count', repeated('managementIp')],
      ['rack units used twice', '0', 'count', countUnitsTwice],
      ['same environment at both ends of RUNS_ON', perfect, 'share', agreement('RUNS_ON', 'environment', same)],
      ['… by chance', '–', 'share', agreement('RUNS_ON', 'environment', chance)],
      ['same environment at both ends of INSTANCE_OF', perfect, 'share', agreement('INSTANCE_OF', 'environment', same)],
      [
        'DEPENDS_ON of production that needs another environment',
        '0 %',
        'share',
        agreement('DEPENDS_ON', 'environment', shareOutsideProduction),
      ],
      ['required DEPENDS_ON of CRITICAL that needs LOW', '0 %', 'share', shareCriticalOnLow],
      ['same ownerTeam at both ends of DEPENDS_ON', 'mostly', 'share', agreement('DEPENDS_ON', 'ownerTeam', same)],
      ['… by chance', '–', 'share', agreement('DEPENDS_ON', 'ownerTeam', chance)],
      ['pairs that occur again, in all types', '0', 'count', countRepeatedPairs],
    ] as const
  ).map(([name, target, form, read]): Figure => ({ name, target, form, read })),
];

async function measure(scale: number, seed: string): Promise<readonly (number | undefined)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-estate-'));
  try {
    const { manifest } = await exportGraph({ folder, scale, seed });
    const stats = await measureGraph({ folder, unique: ['id', 'name', 'ip', 'managementIp'] });
    const values: (number | undefined)[] = [];
    for (const { read } of figures) values.push(await read({ folder, manifest, stats }));
    return values;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `1`, or `1–3` over the seeds. */
function formatSpread({ form }: Figure, values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return '–';
  const [least, most] = [forms[form](Math.min(...known)), forms[form](Math.max(...known))];
  return least === most ? least : `${least}–${most}`;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '3' } },
});
const names = positionals.length > 0 ? positionals : ['10k', '100k', '500k'];
const scales = names.map((name) => parseScale(name) ?? 0);
const seeds = Array.from({ length: Number(options.seeds) }, (_, place) => `estate-${place + 1}`);
if (scales.includes(0) || seeds.length === 0) throw new Error('Usage: scripts/measure-estate [--seeds N] [SCALE…]');

const measured: (readonly (number | undefined)[])[][] = [];
for (const scale of scales) {
  const ofScale: (readonly (number | undefined)[])[] = [];
  for (const seed of seeds) {
    process.stderr.write(`${formatCount(scale)} CIs, seed ${seed}\n`);
    ofScale.push(await measure(scale, seed));
  }
  measured.push(ofScale);
}
const lines = figures.map((figure, row) => {
  const cells = measured.map((ofScale) =>
    formatSpread(
      figure,
      ofScale.map((values) => values[row]),
    ),
  );
  return `| ${[figure.name, figure.target ?? '–', ...cells].join(' | ')} |\n`;
});
const head = ['figure', 'published', ...names.map((name) => name.toUpperCase().replace('K', ' K'))];
process.stdout.write(`| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}\n${lines.join('')}`);
