import { secondsPerDay } from '../../model/calendar.ts';
import { date } from '../../model/column/date.ts';
import { datetime } from '../../model/column/datetime.ts';
import { decimal } from '../../model/column/decimal.ts';
import { enumeration, wordSet } from '../../model/column/enumeration.ts';
import { version } from '../../model/column/version.ts';
import type { Cells } from '../../model/columns.ts';
import type { GraphContext } from '../../model/definition.ts';
import { drawAnyWord, drawRankedWord, drawWord } from '../../model/vocabulary.ts';
import { ciColumns, createCiCells } from './configuration-item.ts';
import { domain, language, tag, team } from './words.ts';

/** The columns that the five classes of applications share. */
export function applicationColumns(type: string) {
  return {
    ...ciColumns(type, domain),
    version: version(),
    language: enumeration(language),
    ownerTeam: enumeration(team),
    createdOn: date(),
    deployedAt: datetime(),
    requestsPerSecond: decimal(2),
    tags: wordSet(tag),
  };
}

type ApplicationCells = Cells<ReturnType<typeof applicationColumns>>;

const languageWeights = { Java: 30, Go: 15, TypeScript: 18, Python: 14, 'C#': 10, Kotlin: 7, Rust: 3, Ruby: 3 };

/** Writes the columns of `applicationColumns` for a class. */
export function createApplicationCells(graph: GraphContext, type: string) {
  const writeCi = createCiCells(graph, type);
  const drawDomain = drawAnyWord(graph.stream(`${type}/domain`), domain);
  const drawLanguage = drawWord(graph.stream(`${type}/language`), language, languageWeights);
  const drawTeam = drawRankedWord(graph.stream(`${type}/ownerTeam`), team);
  const versions = graph.stream(`${type}/version`);
  const ages = graph.stream(`${type}/createdOn`);
  const deployments = graph.stream(`${type}/deployedAt`);
  const requests = graph.stream(`${type}/requestsPerSecond`);
  const tags = graph.stream(`${type}/tags`);
  return (ordinal: number, cell: ApplicationCells): void => {
    writeCi(ordinal, cell, drawDomain(ordinal));
    cell.version(
      versions.between(0, 9, ordinal, 0),
      versions.between(0, 40, ordinal, 1),
      versions.between(0, 20, ordinal, 2),
    );
    cell.language(drawLanguage(ordinal));
    cell.ownerTeam(drawTeam(ordinal));
    const age = ages.between(90, 3_000, ordinal);
    cell.createdOn(graph.asOfDay - age);
    cell.deployedAt(graph.asOfDay * secondsPerDay - deployments.between(60, 90 * secondsPerDay, ordinal));
    cell.requestsPerSecond(Math.min(requests.below(200_000, ordinal, 0), requests.below(200_000, ordinal, 1)));
    cell.tags(tags.between(1, 255, ordinal, 0) & tags.between(1, 255, ordinal, 1) || 1);
  };
}
