import type { CsvDialect } from './csv-dialect.ts';
import type { DuplicateId } from './duplicate-finder.ts';
import type { Violation } from './finding.ts';
import { duplicateId } from './row-rules.ts';

export interface DuplicatePlace {
  /** How findings name the file. */
  readonly file: string;
  /** How many lines of the file come before the range of the node. */
  readonly linesBefore: number;
}

/** Separates nodes with the same id from nodes whose ids only have the same hash. */
export class DuplicateReport {
  /** Whether nodes with the same id differ. Then the files do not decide which values the importer stores. */
  differs = false;
  readonly #first = new Map<string, Pick<DuplicateId, 'labels' | 'properties'> & { readonly place: string }>();
  readonly #becomes: string | undefined;

  constructor({ idType, skipDuplicateNodes }: CsvDialect) {
    if (idType === 'actual') this.#becomes = 'a node that replaces the one before';
    else if (skipDuplicateNodes) this.#becomes = 'one node: neo4j-admin keeps one of the rows';
  }

  /** What is wrong with a node whose id an earlier node has. Nodes must come in the order of the files. */
  check(
    { id, key, column, header, line: lineInRange, labels, properties }: DuplicateId,
    { file, linesBefore }: DuplicatePlace,
  ): Violation | undefined {
    const line = linesBefore + lineInRange;
    const first = this.#first.get(key);
    if (first === undefined) {
      this.#first.set(key, { place: `line ${line.toLocaleString('en-US')} of ${file}`, labels, properties });
      return undefined;
    }
    this.differs ||= first.labels !== labels || first.properties !== properties;
    return { ...duplicateId(`${id}, as in ${first.place}`, this.#becomes), file, column, header, line };
  }
}
