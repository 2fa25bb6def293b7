// What a running server needs for `bulkgen load`, from the facts that it reports.
import { auraFree, parseMemory, type ServerFacts } from '../neo4j/server-facts.ts';
import { formatCount, formatQuantity } from '../system/format-number.ts';
import type { Check, Facts } from './check.ts';

/** A setting that the server should have. */
export interface WantedSetting {
  readonly name: string;
  readonly value: string;
}

/** A check of a server, and the settings that its cure consists of. */
export interface ServerCheck {
  readonly check: Check;
  readonly wanted?: readonly WantedSetting[];
}

/** The graph that is to be loaded. */
export interface PlannedLoad {
  readonly nodes: number;
  readonly relationships: number;
}

type CheckServer = (facts: ServerFacts, load: PlannedLoad | undefined) => readonly ServerCheck[];

/** Every check of a server, in the order of the report. */
export const serverChecks: readonly CheckServer[] = [
  checkVersion,
  checkAccess,
  checkLimits,
  checkVisibility,
  checkHeap,
  checkPageCache,
  checkMachineMemory,
  checkTransactionMemory,
  checkTimeout,
  checkThreads,
  checkPlugins,
];

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

function checkVersion({ version, edition, isAura, processors, memory }: ServerFacts): readonly ServerCheck[] {
  const machine = [
    ...(processors === null ? [] : [formatQuantity(processors, 'processors')]),
    ...(memory === null ? [] : [`${formatMemory(memory)} of memory`]),
  ];
  const name = `Neo4j ${isAura ? 'Aura ' : ''}${version}, ${edition}`;
  const message = machine.length === 0 ? name : `${name}, on ${machine.join(' and ')}`;
  const facts = { version, edition, isAura, processors, memory };
  const [major = 0, minor = 0] = version.split(/[.-]/).map(Number);
  if (major > 5 || (major === 5 && minor >= 26)) return [pass('server', message, facts)];
  const cure = 'Use Neo4j 5.26 or newer, or `bulkgen import`, which works with Neo4j 5.';
  return [{ check: { area: 'server', status: 'missing', message: `${message}, is too old for a load`, cure, facts } }];
}

function checkAccess({ writeRefusal, nodes, relationships }: ServerFacts): readonly ServerCheck[] {
  const content = `${formatQuantity(nodes, 'nodes')} and ${formatQuantity(relationships, 'relationships')}`;
  const facts = { nodes, relationships, writeRefusal };
  if (writeRefusal === null) return [pass('access', `This user can write; the database has ${content}`, facts)];
  const message = `This user cannot write: ${writeRefusal.replace(/\.$/, '')}`;
  const cure = 'Use a user with the role `publisher` or higher, and a database that is not read-only.';
  return [{ check: { area: 'access', status: 'missing', message, cure, facts } }];
}

/** No query distinguishes an AuraDB Free instance from a larger one, so this cannot be more than a warning. */
function checkLimits(
  { isAura, nodes, relationships }: ServerFacts,
  load: PlannedLoad | undefined,
): readonly ServerCheck[] {
  if (!isAura) return [];
  const free = `${formatQuantity(auraFree.nodes, 'nodes')} and ${formatQuantity(auraFree.relationships, 'relationships')}`;
  const total = { nodes: nodes + (load?.nodes ?? 0), relationships: relationships + (load?.relationships ?? 0) };
  const fits = total.nodes <= auraFree.nodes && total.relationships <= auraFree.relationships;
  if (fits) return [pass('limits', `Within the limits of AuraDB Free (${free})`, total)];
  const message = `${formatQuantity(total.nodes, 'nodes')} and ${formatQuantity(total.relationships, 'relationships')} do not fit into AuraDB Free (${free})`;
  const cure = 'Choose AuraDB Professional or higher, or load a smaller graph; a larger instance ignores this warning.';
  return [{ check: { area: 'limits', status: 'warning', message, cure, facts: total } }];
}

function checkVisibility({ settings, isAura }: ServerFacts): readonly ServerCheck[] {
  if (isAura) {
    const message =
      'Neo4j Aura chooses its settings: memory for the heap, the page cache and transactions grows with the instance';
    return [pass('settings', message, {})];
  }
  if (settings !== null) return [];
  const message = 'This user may not see the settings';
  const cure = 'Ask an administrator to run this command, or for `GRANT SHOW SETTING * ON DBMS TO <role>`.';
  return [{ check: { area: 'settings', status: 'warning', message, cure, facts: {} } }];
}

/** Two sessions with batches of 5,000 rows ran in this heap without halving one (docker/README.md). */
const leastHeap = gibibyte;

function checkHeap({ heap, memory, settings }: ServerFacts): readonly ServerCheck[] {
  const bytes = heap ?? parseMemory(settings?.['server.memory.heap.max_size']) ?? null;
  if (bytes === null) return [];
  const message = `${formatMemory(bytes)} of heap`;
  if (bytes >= 0.95 * leastHeap) return [pass('memory', message, { heap: bytes })];
  const least = formatMemory(leastHeap);
  const isSmall = memory !== null && memory < 2.5 * leastHeap;
  const cure = isSmall ? `Give the server more memory: a load needs ${least} of heap.` : `Set at least ${least}.`;
  return [
    {
      check: { area: 'memory', status: 'warning', message: `Only ${message}`, cure, facts: { heap: bytes } },
      wanted: [
        { name: 'server.memory.heap.initial_size', value: '1g' },
        { name: 'server.memory.heap.max_size', value: '1g' },
      ],
    },
  ];
}

/** Bytes of store for each node with its relationships, estimated: a load of 50,000 CIs writes 120 MB, about half of it log. */
const storeOfNode = 1_300;

function checkPageCache(
  { settings, memory, nodes }: ServerFacts,
  load: PlannedLoad | undefined,
): readonly ServerCheck[] {
  const bytes = parseMemory(settings?.['server.memory.pagecache.size']);
  if (bytes === undefined) return [];
  const message = `${formatMemory(bytes)} of page cache`;
  const store = (nodes + (load?.nodes ?? 0)) * storeOfNode;
  if (bytes >= store) return [pass('memory', message, { pageCache: bytes })];
  const affordable = memory === null ? store : Math.min(store, memory / 2);
  const wanted = Math.max(1, Math.ceil(affordable / gibibyte));
  if (bytes >= wanted * gibibyte) return [pass('memory', message, { pageCache: bytes })];
  return [
    {
      check: {
        area: 'memory',
        status: 'warning',
        message: `Only ${message} for about ${formatMemory(store)} of store`,
        cure: `Set ${wanted} GiB, so that relationships find their nodes in memory.`,
        facts: { pageCache: bytes, store },
      },
      wanted: [{ name: 'server.memory.pagecache.size', value: `${wanted}g` }],
    },
  ];
}

function checkMachineMemory({ heap, memory, settings }: ServerFacts): readonly ServerCheck[] {
  const pageCache = parseMemory(settings?.['server.memory.pagecache.size']);
  if (heap === null || memory === null || pageCache === undefined || heap + pageCache < 0.9 * memory) return [];
  const message = `The heap and the page cache may take ${formatMemory(heap + pageCache)} of ${formatMemory(memory)}`;
  const cure = 'Lower one of them: the machine needs memory for Java itself and for other programs.';
  const facts = { heap, pageCache, memory };
  return [{ check: { area: 'memory', status: 'warning', message, cure, facts } }];
}

/** A batch of 5,000 rows takes 5 to 10 kB a row; up to four run at once. */
const batchMemory = 64 * mebibyte;

const transactionLimits = [
  { name: 'db.memory.transaction.max', needed: batchMemory, value: '64m' },
  { name: 'db.memory.transaction.total.max', needed: 4 * batchMemory, value: '256m' },
  { name: 'dbms.memory.transaction.total.max', needed: 4 * batchMemory, value: '256m' },
] as const;

function checkTransactionMemory({ settings }: ServerFacts): readonly ServerCheck[] {
  if (!settings) return [];
  const low = transactionLimits.filter(({ name, needed }) => {
    const bytes = parseMemory(settings[name]);
    return bytes !== undefined && bytes > 0 && bytes < needed; // 0 means no limit
  });
  const facts = Object.fromEntries(transactionLimits.map(({ name }) => [name, settings[name] ?? null]));
  if (low.length === 0) return [pass('transactions', 'Enough memory for transactions', facts)];
  const limits = low.map(({ name }) => `${name} is ${settings[name]}`).join(', ');
  return [
    {
      check: {
        area: 'transactions',
        status: 'warning',
        message: `Too little memory for batches of ${formatCount(5_000)} rows: ${limits}`,
        cure: `Set ${low.map(({ name, value }) => `${name} to ${value}`).join(', ')}; a load halves its batches otherwise.`,
        facts,
      },
      wanted: low,
    },
  ];
}

function checkTimeout({ settings }: ServerFacts): readonly ServerCheck[] {
  const timeout = settings?.['db.transaction.timeout'];
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(timeout ?? '') ?? [];
  const seconds = Number(count) / (unit === 'ms' ? 1000 : 1);
  if (!(seconds > 0 && seconds < 60)) return []; // 0 s means no limit, and longer ones have other units
  const name = 'db.transaction.timeout';
  const message = `The server ends transactions after ${timeout}`;
  const cure = 'Set at least one minute: a batch may wait for a lock or a checkpoint.';
  const check = { area: 'transactions', status: 'warning', message, cure, facts: { [name]: timeout } } as const;
  return [{ check, wanted: [{ name, value: '1m' }] }];
}

function checkThreads({ settings }: ServerFacts): readonly ServerCheck[] {
  const name = 'server.bolt.thread_pool_max_size';
  const threads = Number(settings?.[name] ?? Number.NaN);
  if (Number.isNaN(threads)) return [];
  if (threads >= 8) return [pass('connections', `Up to ${formatQuantity(threads, 'threads')} for Bolt`, { threads })];
  const message = `Only ${formatQuantity(threads, 'threads')} for Bolt`;
  const cure = 'Set at least 8: each of the four sessions of a load holds one, and other users need some.';
  const check = { area: 'connections', status: 'warning', message, cure, facts: { threads } } as const;
  return [{ check, wanted: [{ name, value: '40' }] }];
}

/** A load needs neither. They are shown because other ways of loading do. */
function checkPlugins({ apoc, settings, isAura }: ServerFacts): readonly ServerCheck[] {
  const allowed = settings?.['dbms.security.allow_csv_import_from_file_urls'];
  const readsFiles = isAura ? false : allowed === undefined ? null : allowed === 'true';
  const reading = { true: 'LOAD CSV reads files of the server', false: 'LOAD CSV reads no files, only addresses' };
  const csv = readsFiles === null ? [] : [reading[`${readsFiles}`]];
  const message = [apoc === null ? 'No APOC' : `APOC ${apoc}`, ...csv].join('; ');
  return [pass('plugins', message, { apoc, readsFiles })];
}

function pass(area: Check['area'], message: string, facts: Facts): ServerCheck {
  return { check: { area, status: 'ok', message, facts } };
}

/** `512 MiB`, `3.9 GiB`: settings of memory are binary. */
function formatMemory(bytes: number): string {
  return bytes < gibibyte ? `${Math.round(bytes / mebibyte)} MiB` : `${Number((bytes / gibibyte).toFixed(1))} GiB`;
}
