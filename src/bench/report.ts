// The report of a bench: plain data, the same in memory and as JSON. What was not measured is absent, never 0.
import type { LoadMethodName } from '../load/method.ts';

/**
 * How rows get into the database. `create`: one CREATE and one transaction a row, as a beginner writes it. `maps`: UNWIND of
 * driver maps, 1,000 a batch, as a good engineer writes it by hand. `unwind`, `apoc`, `csv`, `procedure`: `bulkgen load`.
 * `import`: `bulkgen export` and `bulkgen import` into the running server.
 */
export type BenchMethod = 'create' | 'maps' | Exclude<LoadMethodName, 'pattern'> | 'import';

export const benchMethods: readonly BenchMethod[] = ['create', 'maps', 'unwind', 'apoc', 'csv', 'procedure', 'import'];

/** `cold`: the server was started for this run. `warm`: the same server, after the same load, which was removed again. */
export type BenchState = 'cold' | 'warm';

/** What a run measured. */
export interface Figures {
  /** From connecting until all rows are there, constraints and indexes are online and counts are verified. */
  readonly seconds: number;
  /** Seconds in which nodes were created; absent for `import`, which creates nodes and relationships in one step. */
  readonly nodeSeconds?: number;
  readonly relationshipSeconds?: number;
  /** Seconds in which constraints and indexes were created, until they were online. */
  readonly schemaSeconds?: number;
  /** Seconds in which the server or its database was unavailable. Only for `import`; no other method stops a server. */
  readonly unavailableSeconds?: number;
  /** Nodes and relationships, divided by `seconds`. */
  readonly rowsPerSecond: number;
  /** Nodes, divided by `nodeSeconds`. */
  readonly nodesPerSecond?: number;
  readonly relationshipsPerSecond?: number;
  /** Microseconds of processor time for each node and relationship, in the whole run. */
  readonly clientCpuPerRow?: number;
  /** For `import`: neo4j-admin and the start of the server. */
  readonly serverCpuPerRow?: number;
  /** Microseconds of processor time for each node, while nodes were created. */
  readonly clientCpuPerNode?: number;
  readonly serverCpuPerNode?: number;
  readonly clientCpuPerRelationship?: number;
  readonly serverCpuPerRelationship?: number;
  /** Statements that created rows. Absent for `import`. */
  readonly queries?: number;
  /** The most memory that the client's process had, in bytes. */
  readonly clientMemory?: number;
  /** The most memory that the server's process had since it was started, in bytes. Absent for `import`. */
  readonly serverMemory?: number;
  /** How many times as fast as `create` in the same round. */
  readonly speedUp?: number;
}

export type FigureName = keyof Figures;

/** The title and the unit of each figure, in the order in which they are shown. */
export const figureForms: Readonly<Record<FigureName, { readonly title: string; readonly unit: FigureUnit }>> = {
  seconds: { title: 'Whole time', unit: 's' },
  nodeSeconds: { title: 'Nodes', unit: 's' },
  relationshipSeconds: { title: 'Relationships', unit: 's' },
  schemaSeconds: { title: 'Constraints and indexes', unit: 's' },
  unavailableSeconds: { title: 'Server unavailable', unit: 's' },
  rowsPerSecond: { title: 'Rows a second', unit: '/s' },
  nodesPerSecond: { title: 'Nodes a second', unit: '/s' },
  relationshipsPerSecond: { title: 'Relationships a second', unit: '/s' },
  clientCpuPerRow: { title: 'Client CPU a row', unit: 'µs' },
  serverCpuPerRow: { title: 'Server CPU a row', unit: 'µs' },
  clientCpuPerNode: { title: 'Client CPU a node', unit: 'µs' },
  serverCpuPerNode: { title: 'Server CPU a node', unit: 'µs' },
  clientCpuPerRelationship: { title: 'Client CPU a relationship', unit: 'µs' },
  serverCpuPerRelationship: { title: 'Server CPU a relationship', unit: 'µs' },
  queries: { title: 'Queries', unit: '' },
  clientMemory: { title: 'Client memory', unit: 'bytes' },
  serverMemory: { title: 'Server memory', unit: 'bytes' },
  speedUp: { title: 'Speed-up over create', unit: '×' },
};

export type FigureUnit = 's' | '/s' | 'µs' | 'bytes' | '×' | '';

/** A graph that was loaded. */
export interface BenchScale {
  /** `small`, `medium`, `large`, `enterprise`, or the number of nodes. */
  readonly name: string;
  readonly nodes: number;
  readonly relationships: number;
  /** Seconds that the project's first plan allowed for it. Absent for other scales. */
  readonly firstPlanSeconds?: number;
}

/** One measurement. */
export interface BenchRun {
  /** The name of its scale. */
  readonly scale: string;
  readonly method: BenchMethod;
  readonly state: BenchState;
  /** Counted from 1. */
  readonly round: number;
  readonly figures: Figures;
  /** The rows that were created, when the times of a whole graph were extrapolated from them. */
  readonly extrapolatedFrom?: { readonly nodes: number; readonly relationships: number };
  /** A checksum of every row, 64 hexadecimal digits, where rows were verified. Equal for all methods of a scale. */
  readonly digest?: string;
}

/** A measurement that ended with an error. */
export interface FailedRun extends Pick<BenchRun, 'scale' | 'method' | 'round'> {
  readonly state: BenchState;
  readonly message: string;
}

/** The middle of several rounds, and the least and most. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What a method reached at a scale over all rounds. */
export interface BenchResult extends Pick<BenchRun, 'scale' | 'method' | 'state'> {
  readonly rounds: number;
  readonly extrapolated: boolean;
  readonly figures: Readonly<Partial<Record<FigureName, Spread>>>;
}

/** A goal, and whether the bench reached it. */
export interface Kpi {
  /** `unwind, enterprise, cold: whole time`. */
  readonly name: string;
  /** Where the goal comes from: the project's first plan, or what a trial of live loading supports. */
  readonly origin: 'first plan' | 'trial';
  /** What is reached is at most, or at least, the goal. */
  readonly direction: 'at most' | 'at least';
  readonly goal: number;
  readonly unit: FigureUnit;
  /** The median of the rounds. Absent when it was not measured. */
  readonly seen?: number;
  readonly outcome: 'met' | 'missed' | 'not measured';
}

/** What the figures depend on. */
export interface BenchEnvironment {
  readonly bulkgen: string;
  readonly node: string;
  readonly neo4j: string;
  readonly java: string;
  readonly platform: string;
  readonly processors: number;
  readonly processorModel: string;
  /** Bytes of memory of the machine, or of its container. */
  readonly memory: number;
  /** Processes that ran or waited to run in the minute before the bench. */
  readonly loadAverage: number;
  /** Settings of all servers: `server.memory.heap.max_size` and others. */
  readonly settings: Readonly<Record<string, string>>;
  /** Plugins of all servers. */
  readonly plugins: readonly string[];
  /** Whether the server starts from a class archive, which makes its first queries faster. */
  readonly hasClassArchive: boolean;
}

export interface BenchReport {
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** How long the bench took, with everything that is not measured. */
  readonly seconds: number;
  /** False when it was interrupted. Then it has what was measured until then. */
  readonly complete: boolean;
  readonly environment: BenchEnvironment;
  readonly scales: readonly BenchScale[];
  readonly methods: readonly BenchMethod[];
  readonly rounds: number;
  readonly seed: string;
  /** Such as that other programs were running, so that times are upper bounds. */
  readonly warnings: readonly string[];
  /** By scale, method and state, in this order. */
  readonly results: readonly BenchResult[];
  readonly kpis: readonly Kpi[];
  /** In the order in which they were measured. */
  readonly runs: readonly BenchRun[];
  readonly failures: readonly FailedRun[];
}
