import { constant, enumeration, numbered } from '../../model/column/enumeration.ts';
import { identity } from '../../model/column/identity.ts';
import type { Cells } from '../../model/columns.ts';
import type { GraphContext } from '../../model/definition.ts';
import { type Code, drawWord, type Vocabulary } from '../../model/vocabulary.ts';
import { criticality, environment, status } from './words.ts';

/** Digits of the number in a name. From ordinal 10^7 on, the numbers in names repeat. Those in ids never do. */
const nameDigits = 7;
const nameNumbers = 10_000_000;

/** The columns that every CI starts with. Its name is a word of its class and its ordinal. */
export function ciColumns<Word extends string>(type: string, nameWords: Vocabulary<Word>) {
  return {
    id: identity(),
    name: numbered(nameWords, nameDigits),
    type: constant(type),
    status: enumeration(status),
    criticality: enumeration(criticality),
    environment: enumeration(environment),
  };
}

type CiCells<Word extends string> = Cells<ReturnType<typeof ciColumns<Word>>>;

const statusWeights = { OPERATIONAL: 930, DEGRADED: 30, MAINTENANCE: 25, DOWN: 5, DECOMMISSIONING: 10 };
const criticalityWeights = { CRITICAL: 10, HIGH: 25, MEDIUM: 40, LOW: 25 };
const environmentWeights = { production: 60, staging: 15, test: 15, development: 10 };

/** Writes the columns of `ciColumns` for a class. Regions and data centers pass `onlyProduction`. */
export function createCiCells(graph: GraphContext, type: string, environments = environmentWeights) {
  const drawStatus = drawWord(graph.stream(`${type}/status`), status, statusWeights);
  const drawCriticality = drawWord(graph.stream(`${type}/criticality`), criticality, criticalityWeights);
  const drawEnvironment = drawWord(graph.stream(`${type}/environment`), environment, environments);
  return <Word extends string>(ordinal: number, cell: CiCells<Word>, nameWord: Code<Word>): void => {
    cell.id(ordinal);
    cell.name(nameWord, ordinal % nameNumbers);
    cell.type();
    cell.status(drawStatus(ordinal));
    cell.criticality(drawCriticality(ordinal));
    cell.environment(drawEnvironment(ordinal));
  };
}

export const onlyProduction = { production: 1, staging: 0, test: 0, development: 0 };
