import { BulkgenError } from '../errors.ts';
import { type CsvDialect, defaultDialect, type IdType } from './csv-dialect.ts';

/** Options of neo4j-admin that say how to read files: their names without the dashes, with their values as text. */
export type CsvOptions = Readonly<Record<string, string>>;

/**
 * The dialect that the options describe, on top of neo4j-admin's defaults. `version` is that of Neo4j, 5.26 by default.
 * Throws `invalid-option` for an invalid value, and for two delimiters or quotes that are the same character.
 */
export function readDialect(options: CsvOptions, version = '5.26'): CsvDialect {
  const isCalendarVersion = /^20\d\d/.test(version);
  const hasVectors = isCalendarVersion && version >= '2025.10';
  if (options['vector-delimiter'] !== undefined && !hasVectors) {
    const message = `Option --vector-delimiter needs Neo4j 2025.10 or later, got ${version}`;
    throw new BulkgenError('invalid-option', message, { hint: 'Leave out --vector-delimiter.' });
  }
  const parts = Object.entries(options).map(([name, text]) => parsers[name]?.(`--${name}`, text) ?? {});
  const ofVersion = { isCalendarVersion, vectorDelimiter: hasVectors ? 0x3b : undefined };
  const dialect: CsvDialect = Object.assign({}, defaultDialect, ofVersion, ...parts);
  refuseSameCharacters(dialect);
  return dialect;
}

type OptionParser = (option: string, text: string) => Partial<CsvDialect>;

const parsers: Readonly<Record<string, OptionParser>> = {
  delimiter: (option, text) => ({ delimiter: parseCharacter(option, text) }),
  'array-delimiter': (option, text) => ({ arrayDelimiter: parseCharacter(option, text) }),
  quote: (option, text) => ({ quote: parseCharacter(option, text) }),
  'vector-delimiter': (option, text) => ({ vectorDelimiter: parseCharacter(option, text) }),
  strict: parseStrict,
  'id-type': (option, text) => ({ idType: parseIdType(option, text) }),
  'ignore-empty-strings': createFlagParser('ignoreEmptyStrings'),
  'ignore-extra-columns': createFlagParser('ignoreExtraColumns'),
  'trim-strings': createFlagParser('trimStrings'),
  'legacy-style-quoting': createFlagParser('legacyStyleQuoting'),
  'multiline-fields': createFlagParser('multilineFields'),
  'auto-skip-subsequent-headers': createFlagParser('autoSkipSubsequentHeaders'),
  'normalize-types': createFlagParser('normalizeTypes'),
  'skip-bad-relationships': createFlagParser('skipBadRelationships'),
  'skip-duplicate-nodes': createFlagParser('skipDuplicateNodes'),
  'bad-tolerance': (option, text) => ({ badTolerance: parseTolerance(option, text) }),
  'input-encoding': (_option, text) => ({ inputEncoding: text.toLowerCase() }),
  'read-buffer-size': (option, text) => ({ readBufferSize: parseBufferSize(option, text) }),
};

/** The importer refuses such options before it reads a byte. */
function refuseSameCharacters(dialect: CsvDialect): void {
  const { delimiter, arrayDelimiter, quote, vectorDelimiter } = dialect;
  const characters = { 'array-delimiter': arrayDelimiter, 'vector-delimiter': vectorDelimiter, delimiter, quote };
  for (const [name, other] of [
    ['array-delimiter', 'delimiter'],
    ['vector-delimiter', 'delimiter'],
    ['delimiter', 'quote'],
    ['array-delimiter', 'quote'],
    ['vector-delimiter', 'quote'],
  ] as const) {
    const character = characters[name];
    if (character === undefined || character !== characters[other]) continue;
    const text = character === 9 ? 'TAB' : String.fromCharCode(character);
    const message = `Expected --${name} and --${other} to be different characters, but both are \`${text}\``;
    const defaults = '`,` for --delimiter, `"` for --quote and `;` for the other options';
    const example = [dialect.delimiter, dialect.quote].includes(0x7c) ? ';' : '|';
    const hint = `Add --${name} '${example}', or another character. The defaults are ${defaults}.`;
    throw new BulkgenError('invalid-option', message, { hint });
  }
}

/**
 * The character that a delimiter or quote is given as: itself, `TAB`, `\t`, a backslash and its decimal code, or `U+` and its
 * hexadecimal code. Throws `invalid-option` for anything else, for a character that is not ASCII, and for a line break.
 */
function parseCharacter(option: string, text: string): number {
  const code = readCode(text);
  if (code === 0x0a || code === 0x0d) {
    const message = `Expected ${option} to be a character other than a line break, got a line break`;
    throw new BulkgenError('invalid-option', message, { hint: 'Choose another character: a line break ends a row.' });
  }
  if (code > 0 && code < 128) return code;
  throw new BulkgenError('invalid-option', `Expected ${option} to be one ASCII character, got \`${text}\``, {
    hint: 'Write the character itself, TAB, a backslash and its decimal code, or U+ and four hexadecimal digits.',
  });
}

function readCode(text: string): number {
  if (text.length === 1) return text.charCodeAt(0);
  if (text === 'TAB' || text === '\\t') return 9;
  const [, decimal] = /^\\(\d+)$/.exec(text) ?? [];
  if (decimal !== undefined) return Number(decimal);
  const [, hexadecimal] = /^U\+([0-9a-f]{4})$/i.exec(text) ?? [];
  return Number.parseInt(hexadecimal ?? '', 16);
}

/** With a smaller buffer the importer cannot read even `:ID`, the shortest header. */
const leastBuffer = 4;
/** The importer reads twice as many characters at once, and no array in Java has 2^31 of them. */
const mostBuffer = 1023 * 2 ** 20;

/** Bytes from `4m`, `512k` or a number. */
function parseBufferSize(option: string, text: string): number {
  const [, number, unit = ''] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  const size = Number(number) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
  if (size >= leastBuffer && size <= mostBuffer) return size;
  throw new BulkgenError(
    'invalid-option',
    `Expected ${option} to be a size such as 4m, from ${leastBuffer} bytes to 1023m, got \`${text}\``,
  );
}

/** −1 means no limit, as it does for neo4j-admin from 2025.12. */
function parseTolerance(option: string, text: string): number {
  if (/^(-1|\d{1,15})$/.test(text)) return text === '-1' ? Number.POSITIVE_INFINITY : Number(text);
  throw new BulkgenError('invalid-option', `Expected ${option} to be a whole number, got \`${text}\``);
}

/** `strict` decides how thoroughly the importer looks for missing nodes. The lint finds all missing nodes in any case. */
function parseStrict(option: string, text: string): Partial<CsvDialect> {
  parseFlag(option, text);
  return {};
}

function createFlagParser(name: keyof CsvDialect): OptionParser {
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
