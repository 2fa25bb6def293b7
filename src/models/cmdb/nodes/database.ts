import { secondsPerDay } from '../../../model/calendar.ts';
import { boolean } from '../../../model/column/boolean.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { integer, long } from '../../../model/column/integer.ts';
import { drawAnyWord, drawRankedWord, drawWord, vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, createCiCells } from '../configuration-item.ts';
import { domain, team } from '../words.ts';

const dbType = vocabulary('PostgreSQL', 'MySQL', 'Oracle', 'SQL Server', 'MongoDB', 'Redis', 'Cassandra', 'Neo4j');
const dbTypeWeights = {
  PostgreSQL: 30,
  MySQL: 18,
  Oracle: 14,
  'SQL Server': 13,
  MongoDB: 10,
  Redis: 8,
  Cassandra: 4,
  Neo4j: 3,
};
const release = vocabulary(
  '14.12',
  '16.3',
  '5.7',
  '8.0',
  '19c',
  '21c',
  '2019',
  '2022',
  '6.0',
  '7.0',
  '7.2',
  '4.1',
  '5.0',
  '5.26',
);
/** Two releases of each type, in the order of `dbType`. */
const releasesOfType = (
  [
    ['14.12', '16.3'],
    ['5.7', '8.0'],
    ['19c', '21c'],
    ['2019', '2022'],
    ['6.0', '7.0'],
    ['6.0', '7.2'],
    ['4.1', '5.0'],
    ['5.0', '5.26'],
  ] as const
).map((pair) => pair.map((word) => release.code(word)));
const portOfType = [5432, 3306, 1521, 1433, 27017, 6379, 9042, 7687];

export const database = defineCiClass({
  label: 'Database',
  id: { prefix: 'db', digits: 6 },
  columns: {
    ...ciColumns('Database', domain),
    dbType: enumeration(dbType),
    version: enumeration(release),
    port: integer(),
    ownerTeam: enumeration(team),
    sizeBytes: long(),
    maxConnections: integer(),
    clustered: boolean(),
    lastBackupAt: datetime(),
  },
  share: 800,
  precedence: 9,
  rows(graph) {
    const writeCi = createCiCells(graph, 'Database');
    const drawDomain = drawAnyWord(graph.stream('Database/domain'), domain);
    const drawType = drawWord(graph.stream('Database/dbType'), dbType, dbTypeWeights);
    const releases = graph.stream('Database/version');
    const drawTeam = drawRankedWord(graph.stream('Database/ownerTeam'), team);
    const sizes = graph.stream('Database/sizeBytes');
    const connections = graph.stream('Database/maxConnections');
    const clusters = graph.stream('Database/clustered');
    const backups = graph.stream('Database/lastBackupAt');
    return (ordinal, cell) => {
      writeCi(ordinal, cell, drawDomain(ordinal));
      const type = drawType(ordinal);
      cell.dbType(type);
      cell.version(releasesOfType[type]![releases.below(2, ordinal)]!);
      cell.port(portOfType[type]!);
      cell.ownerTeam(drawTeam(ordinal));
      cell.sizeBytes(Math.min(sizes.below(2_000, ordinal, 0), sizes.below(2_000, ordinal, 1)) * 1_073_741_824 + 4_096);
      cell.maxConnections(50 * connections.between(1, 40, ordinal));
      cell.clustered(clusters.chance(3, 10, ordinal));
      cell.lastBackupAt(graph.asOfDay * secondsPerDay - backups.between(60, secondsPerDay, ordinal));
    };
  },
});
