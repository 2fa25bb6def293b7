import { resolve } from 'node:path';

/** `string`: any text; `integer`: whole numbers; `actual`: record numbers. */
export type IdType = 'string' | 'integer' | 'actual';

/** How third-party CSV files are written, under neo4j-admin's own names: `neo4j-admin database import full --help`. */
export interface CsvDialect {
  /** A byte, like the other two: each is one ASCII character, or its substitute in `swaps`. */
  readonly delimiter: number;
  readonly arrayDelimiter: number;
  readonly quote: number;
  /** Separates the numbers of a vector; undefined for versions that have no vectors. */
  readonly vectorDelimiter: number | undefined;
  /** Characters outside ASCII and their substitutes: each takes the place of the other when a file is read. */
  readonly swaps: readonly (readonly [number, number])[];
  readonly idType: IdType;
  /** Whether the importer stores nothing for `""`, as for an empty cell. */
  readonly ignoreEmptyStrings: boolean;
  readonly ignoreExtraColumns: boolean;
  /** Whether the importer removes spaces around unquoted text. */
  readonly trimStrings: boolean;
  /** Whether a backslash escapes a quote or another backslash. */
  readonly legacyStyleQuoting: boolean;
  /** Whether quoted text can have several lines; or the only files, by whole paths, where it can. */
  readonly multilineFields: boolean | readonly string[];
  readonly autoSkipSubsequentHeaders: boolean;
  /** Whether the importer stores whole numbers as long and decimal numbers as double. */
  readonly normalizeTypes: boolean;
  readonly skipBadRelationships: boolean;
  readonly skipDuplicateNodes: boolean;
  /** The most rows that the importer may skip: without a node at an end, with a duplicate id, or with extra cells. */
  readonly badTolerance: number;
  /** A name that `TextDecoder` knows. */
  readonly inputEncoding: string;
  /** The most bytes of a cell. */
  readonly readBufferSize: number;
  /** Whether the importer is of a version named by year, which is stricter in some places. Otherwise it is of 5.26. */
  readonly isCalendarVersion: boolean;
}

/** The defaults of neo4j-admin 5.26. */
export const defaultDialect: CsvDialect = {
  delimiter: 0x2c,
  arrayDelimiter: 0x3b,
  quote: 0x22,
  vectorDelimiter: undefined,
  swaps: [],
  idType: 'string',
  ignoreEmptyStrings: false,
  ignoreExtraColumns: false,
  trimStrings: false,
  legacyStyleQuoting: false,
  multilineFields: false,
  autoSkipSubsequentHeaders: false,
  normalizeTypes: true,
  skipBadRelationships: false,
  skipDuplicateNodes: false,
  badTolerance: Number.POSITIVE_INFINITY,
  inputEncoding: 'utf-8',
  readBufferSize: 4 * 2 ** 20,
  isCalendarVersion: false,
};

/** Whether quoted text in a file can have several lines. */
export function hasMultilineFields({ multilineFields }: CsvDialect, path: string): boolean {
  return typeof multilineFields === 'boolean' ? multilineFields : multilineFields.includes(resolve(path));
}
