// How files are written, under neo4j-admin's own names and with its own defaults: `neo4j-admin database import full --help`.
import { BulkgenError } from '../errors.ts';

/** `string`: any text; `integer`: whole numbers; `actual`: record numbers. */
export type IdType = 'string' | 'integer' | 'actual';

export interface CsvDialect {
  /** Bytes, since each is one character of ASCII. */
  readonly delimiter: number;
  readonly arrayDelimiter: number;
  readonly quote: number;
  /** Between the numbers of a vector; of versions that have them. */
  readonly vectorDelimiter: number | undefined;
  readonly idType: IdType;
  /** `""` is no value, as an empty cell is none. */
  readonly ignoreEmptyStrings: boolean;
  readonly ignoreExtraColumns: boolean;
  /** Spaces around unquoted text go. */
  readonly trimStrings: boolean;
  /** A backslash before a quote, or before another backslash, keeps it. */
  readonly legacyStyleQuoting: boolean;
  readonly multilineFields: boolean;
  readonly autoSkipSubsequentHeaders: boolean;
  /** Whole numbers become long, decimal ones double. */
  readonly normalizeTypes: boolean;
  readonly skipBadRelationships: boolean;
  readonly skipDuplicateNodes: boolean;
  /** Most rows that may be left out: those with no node at an end, with an id that another has, with cells beyond the header. */
  readonly badTolerance: number;
  /** A name that `TextDecoder` knows. */
  readonly inputEncoding: string;
  /** Bytes that a cell may have. */
  readonly readBufferSize: number;
  /** Whether the importer is one of the versions named by year, which are stricter in some things; else it is of 5.26. */
  readonly isCalendar: boolean;
}

const defaultDialect: CsvDialect = {
  delimiter: 0x2c,
  arrayDelimiter: 0x3b,
  quote: 0x22,
  vectorDelimiter: undefined,
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
  isCalendar: false,
};

/**
 * The character that a delimiter or quote is given as: itself, `TAB`, `\t`, `\` and its decimal code, or `U+` and its
 * hexadecimal one. Throws `invalid-option` for anything else, for what is not ASCII, and for line breaks.
 */
function parseCharacter(option: string, text: string): number {
  const [, decimal] = /^\\(\d+)$/.exec(text) ?? [];
  const [, hexadecimal] = /^U\+([0-9a-f]{4})$/i.exec(text) ?? [];
  const code =
    text.length === 1
      ? text.charCodeAt(0)
      : text === 'TAB' || text === '\\t'
        ? 9
        : decimal !== undefined
          ? Number(decimal)
          : Number.parseInt(hexadecimal ?? '', 16);
  if (code === 0x0a || code === 0x0d) {
    throw new BulkgenError('invalid-option', `Expected ${option} to be no line break, which ends a row, got one`);
  }
  if (code > 0 && code < 128) return code;
  throw new BulkgenError('invalid-option', `Expected ${option} to be one character of ASCII, got \`${text}\``, {
    hint: 'Write the character itself, TAB, a backslash and its decimal code, or U+ and four hexadecimal digits.',
  });
}

/** The importer cannot even read `:ID`, the shortest header, with less. */
const leastBuffer = 4;
/** It takes twice as many characters at once, and no array of Java's has 2^31 of them. */
const mostBuffer = 1023 * 2 ** 20;

/** Bytes from `4m`, `512k` or a number. Throws `invalid-option` for anything else. */
function parseBufferSize(option: string, text: string): number {
  const [, number, unit = ''] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  const size = Number(number) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
  if (size >= leastBuffer && size <= mostBuffer) return size;
  throw new BulkgenError(
    'invalid-option',
    `Expected ${option} to be a size such as 4m, from ${leastBuffer} bytes to 1023m, got \`${text}\``,
  );
}

/** Throws `invalid-option` for what is no whole number; −1 is no end, as it is for neo4j-admin from 2025.12 on. */
function parseTolerance(option: string, text: string): number {
  if (/^(-1|\d{1,15})$/.test(text)) return text === '-1' ? Number.POSITIVE_INFINITY : Number(text);
  throw new BulkgenError('invalid-option', `Expected ${option} to be a whole number, got \`${text}\``);
}

/** Options of neo4j-admin that say how files are to be read: their names, without the dashes, with values as they are written. */
export type CsvOptions = Readonly<Record<string, string>>;

type Reader = (option: string, text: string) => Partial<CsvDialect>;

const readers: Readonly<Record<string, Reader>> = {
  delimiter: (option, text) => ({ delimiter: parseCharacter(option, text) }),
  'array-delimiter': (option, text) => ({ arrayDelimiter: parseCharacter(option, text) }),
  quote: (option, text) => ({ quote: parseCharacter(option, text) }),
  'vector-delimiter': (option, text) => ({ vectorDelimiter: parseCharacter(option, text) }),
  strict: readStrict,
  'id-type': (option, text) => ({ idType: parseIdType(option, text) }),
  'ignore-empty-strings': flag('ignoreEmptyStrings'),
  'ignore-extra-columns': flag('ignoreExtraColumns'),
  'trim-strings': flag('trimStrings'),
  'legacy-style-quoting': flag('legacyStyleQuoting'),
  'multiline-fields': flag('multilineFields'),
  'auto-skip-subsequent-headers': flag('autoSkipSubsequentHeaders'),
  'normalize-types': flag('normalizeTypes'),
  'skip-bad-relationships': flag('skipBadRelationships'),
  'skip-duplicate-nodes': flag('skipDuplicateNodes'),
  'bad-tolerance': (option, text) => ({ badTolerance: parseTolerance(option, text) }),
  'input-encoding': (_option, text) => ({ inputEncoding: text.toLowerCase() }),
  'read-buffer-size': (option, text) => ({ readBufferSize: parseBufferSize(option, text) }),
};

/**
 * The dialect that options make of the importer's own; `version` is Neo4j's, 5.26 by default. Throws `invalid-option` for a
 * value that is none, and for two marks that are the same.
 */
export function readDialect(options: CsvOptions, version = '5.26'): CsvDialect {
  const isCalendar = /^20\d\d/.test(version);
  const hasVectors = isCalendar && version >= '2025.10';
  if (options['vector-delimiter'] !== undefined && !hasVectors) {
    throw new BulkgenError(
      'invalid-option',
      `Expected no --vector-delimiter, which Neo4j has from 2025.10 on, for ${version}`,
    );
  }
  const parts = Object.entries(options).map(([name, text]) => readers[name]?.(`--${name}`, text) ?? {});
  const own = { isCalendar, vectorDelimiter: hasVectors ? 0x3b : undefined };
  const dialect: CsvDialect = Object.assign({}, defaultDialect, own, ...parts);
  refuseSameMarks(dialect);
  return dialect;
}

/** The importer refuses such options before it reads a byte. */
function refuseSameMarks({ delimiter, arrayDelimiter, quote, vectorDelimiter }: CsvDialect): void {
  const marks = { 'array-delimiter': arrayDelimiter, 'vector-delimiter': vectorDelimiter, delimiter, quote };
  for (const [name, other] of [
    ['array-delimiter', 'delimiter'],
    ['vector-delimiter', 'delimiter'],
    ['delimiter', 'quote'],
    ['array-delimiter', 'quote'],
    ['vector-delimiter', 'quote'],
  ] as const) {
    const mark = marks[name];
    if (mark === undefined || mark !== marks[other]) continue;
    const found = `both are \`${mark === 9 ? 'TAB' : String.fromCharCode(mark)}\``;
    throw new BulkgenError('invalid-option', `Expected --${name} and --${other} to be two characters, but ${found}`, {
      hint: `Give --${name} another one; unless it is given, --delimiter is \`,\`, --quote \`"\`, and each of the others \`;\`.`,
    });
  }
}

/** How hard the importer looks for missing nodes; the lint finds each. */
function readStrict(option: string, text: string): Partial<CsvDialect> {
  parseFlag(option, text);
  return {};
}

function flag(name: keyof CsvDialect): Reader {
  return (option, text) => ({ [name]: parseFlag(option, text) === 'true' });
}

function parseFlag(option: string, text: string): 'true' | 'false' {
  if (text === 'true' || text === 'false') return text;
  throw new BulkgenError('invalid-option', `Expected ${option} to be true or false, got \`${text}\``);
}

function parseIdType(option: string, text: string): IdType {
  const type = text.toLowerCase();
  if (type === 'string' || type === 'integer' || type === 'actual') return type;
  throw new BulkgenError('invalid-option', `Expected ${option} to be string, integer or actual, got \`${text}\``);
}
