import { type Code, vocabulary } from '../../model/vocabulary.ts';
import { youngestGuest } from './ages.ts';
import type { OsFamily } from './operating-systems.ts';

interface Engine {
  /** What names of its databases say. */
  readonly word: string;
  /** How many databases have it, in parts of 64: of those with one machine, of pairs, and of clusters. What needs a majority is never a pair. */
  readonly parts: readonly [alone: number, pair: number, cluster: number];
  readonly port: number;
  /** Its class in ServiceNow. */
  readonly csdmClass: string;
  /** The releases in use, the oldest first. The newest comes twice as often as the others. */
  readonly releases: readonly string[];
  /** Whether a majority of the machines of a database must run; one is enough by default. */
  readonly needsMajority?: boolean;
  /** The operating systems that it runs on, in parts of 16. */
  readonly systems: Readonly<Partial<Record<OsFamily, number>>>;
}

/** The engines of databases. Their order decides bytes. */
const engines = {
  PostgreSQL: {
    ...{ word: 'pg', parts: [19, 24, 10], port: 5432, csdmClass: 'cmdb_ci_db_postgresql_instance' },
    ...{ releases: ['15.15', '16.11', '17.7'], systems: { rhel: 7, ubuntu: 4, debian: 3, sles: 2 } },
  },
  MySQL: {
    ...{ word: 'mysql', parts: [11, 15, 8], port: 3306, csdmClass: 'cmdb_ci_db_mysql_instance' },
    ...{ releases: ['8.0.44', '8.4.7'], systems: { rhel: 6, ubuntu: 6, debian: 2, sles: 2 } },
  },
  Oracle: {
    ...{ word: 'ora', parts: [8, 11, 5], port: 1521, csdmClass: 'cmdb_ci_db_ora_instance' },
    ...{ releases: ['19c', '21c', '23ai'], systems: { oracle: 10, rhel: 4, sles: 2 } },
  },
  'SQL Server': {
    ...{ word: 'mssql', parts: [8, 9, 4], port: 1433, csdmClass: 'cmdb_ci_db_mssql_instance' },
    ...{ releases: ['2017', '2019', '2022'], systems: { windows: 16 } },
  },
  MongoDB: {
    ...{
      word: 'mongo',
      parts: [10, 0, 18],
      needsMajority: true,
      port: 27017,
      csdmClass: 'cmdb_ci_db_mongodb_instance',
    },
    ...{ releases: ['7.0', '8.0'], systems: { rhel: 8, ubuntu: 8 } },
  },
  Redis: {
    ...{ word: 'redis', parts: [5, 5, 4], port: 6379, csdmClass: 'cmdb_ci_db_instance' },
    ...{ releases: ['7.2', '7.4'], systems: { ubuntu: 7, debian: 5, rhel: 4 } },
  },
  Cassandra: {
    ...{ word: 'cassandra', parts: [0, 0, 9], needsMajority: true, port: 9042, csdmClass: 'cmdb_ci_db_instance' },
    ...{ releases: ['4.1', '5.0'], systems: { rhel: 8, ubuntu: 8 } },
  },
  Neo4j: {
    ...{ word: 'neo4j', parts: [3, 0, 6], needsMajority: true, port: 7687, csdmClass: 'cmdb_ci_db_instance' },
    ...{ releases: ['5.26', '2025.11'], systems: { rhel: 8, ubuntu: 5, debian: 3 } },
  },
} as const satisfies Readonly<Record<string, Engine>>;

const list = Object.entries<Engine>(engines);

export const engine = vocabulary(...list.map(([name]) => name));
/** The words for names; `db` is in the names of the databases of named services only. */
export const nameWord = vocabulary(...list.map(([, { word }]) => word), 'db');
export const csdmClass = vocabulary(...new Set(list.map(([, { csdmClass: name }]) => name)));
export const release = vocabulary(...new Set(list.flatMap(([, { releases }]) => releases)));

/** The operating systems of each engine, in the order of `engine`. */
export const systemsOfEngines = list.map(([, { systems }]) => systems);

/** What follows from an engine. */
const products = list.map(([name, { word, port, csdmClass: className, releases, needsMajority }]) => ({
  engine: engine.code(name),
  word: nameWord.code(word),
  port,
  csdmClass: csdmClass.code(className),
  needsMajority: needsMajority ?? false,
  releases: [...releases, releases.at(-1)!].map((text) => release.code(text)),
}));

/** The products of those with one machine (0), of pairs (1) and of clusters (2), by six bits. */
function repeatProducts(size: 0 | 1 | 2) {
  return products.flatMap((product, index) => new Array<typeof product>(list[index]![1].parts[size]).fill(product));
}

const [alone, pair, cluster] = [repeatProducts(0), repeatProducts(1), repeatProducts(2)];
/** By how many machines a database has. Four survive no more failures than three, so what needs a majority has no four. */
const productsOfSizes = [alone, alone, pair, cluster, pair, cluster];

/** No database is older, in days, so that its release supports the operating system that was new when it was made. */
const oldestDatabase = 1_600;
const days = oldestDatabase - youngestGuest;

/** How many days ago the first machines of a database were made, by the second draw of `databaseDraws`. */
export function ageOfDatabase(bits: number): number {
  return youngestGuest + ((bits >>> 4) % days);
}

/** The release of a database of an age: an old one has an old release. */
export function releaseOf({ releases }: { readonly releases: readonly Code<string>[] }, age: number): Code<string> {
  return releases[Math.floor(((oldestDatabase - 1 - age) * releases.length) / days)]!;
}

/** The stream that decides what a database is, by its rank: its machines know that, too. */
export const databaseDraws = 'Database/database';

/** What a database is, by a draw of `databaseDraws` and the number of its machines. The named services use PostgreSQL. */
export function productOf(bits: number, isNamed: boolean, machines: number): (typeof products)[number] {
  return isNamed ? products[0]! : productsOfSizes[machines]![(bits >>> 10) & 63]!;
}

/** How many of its machines a database needs: more than half of them where the engine asks for a majority, else one. */
export function countNeededMachines({ needsMajority }: { readonly needsMajority: boolean }, machines: number): number {
  return needsMajority ? (machines >> 1) + 1 : 1;
}
