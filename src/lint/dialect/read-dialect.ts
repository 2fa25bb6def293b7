import { resolve } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import { type CsvDialect, defaultDialect, type IdType } from './csv-dialect.ts';

/** Options of neo4j-admin that say how to read files: their names without the dashes, with their values as text. */
export type CsvOptions = Readonly<Record<string, string>>;

/**
 * The dialect that the options describe, on top of neo4j-admin's defaults. `version` is that of Neo4j, 5.26 by default.
 * Throws `invalid-option` for an unknown option, an invalid value, and for two delimiters or quotes that are the same character.
 */
export function readDialect(options: CsvOptions, version = '5.26'): CsvDialect {
  checkCsvOptions(options);
  const isCalendarVersion = /^20\d\d/.test(version);
  const hasVectors = isCalendarVersion && version >= '2025.10';
  if (options['vector-delimiter'] !== undefined && !hasVectors) {
    const message = `Option --vector-delimiter needs Neo4j 2025.10 or later, got ${version}`;
    throw new BulkgenError('invalid-option', message, { hint: 'Leave out --vector-delimiter.' });
  }
  const { 'multiline-fields': multilineFields, ...others } = options;
  const parts = Object.entries(others).map(([name, text]) => parsers[name]?.(`--${name}`, text) ?? {});
  const format = options['multiline-fields-format'];
  if (multilineFields !== undefined) parts.push(parseMultilineFields(multilineFields, format));
  const ofVersion = { isCalendarVersion, vectorDelimiter: hasVectors ? 0x3b : undefined };
  const dialect: CsvDialect = Object.assign({}, defaultDialect, ofVersion, ...parts);
  refuseSameCharacters(dialect);
  if (isCalendarVersion && dialect.delimiter > mostAscii) {
    const found = String.fromCharCode(dialect.delimiter);
    throw new BulkgenError('invalid-option', `Expected --delimiter to be one ASCII character, got \`${found}\``, {
      hint: `Write the files with another delimiter: Neo4j ${version} accepts no other.`,
    });
  }
  return swapWideCharacters(dialect);
}

const mostAscii = 0x7f;

/** Control characters that no one uses as a delimiter. */
const substitutes = [0x1f, 0x1e, 0x1d, 0x1c, 0x17, 0x16];

/** Replaces characters outside ASCII by control characters: the lint looks for single bytes. */
function swapWideCharacters(dialect: CsvDialect): CsvDialect {
  const names = ['delimiter', 'arrayDelimiter', 'quote', 'vectorDelimiter'] as const;
  const free = substitutes.filter((code) => names.every((name) => dialect[name] !== code));
  const codes = new Set(names.flatMap((name) => dialect[name] ?? []).filter((code) => code > mostAscii));
  const swaps = [...codes].map((code, index) => [code, free[index]!] as const);
  const swapped = names.flatMap((name) => swaps.filter(([code]) => code === dialect[name]).map(([, to]) => [name, to]));
  return { ...dialect, ...Object.fromEntries(swapped), swaps };
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
  'multiline-fields-format': () => ({}), // read with the option below
  'auto-skip-subsequent-headers': createFlagParser('autoSkipSubsequentHeaders'),
  'normalize-types': createFlagParser('normalizeTypes'),
  'skip-bad-relationships': createFlagParser('skipBadRelationships'),
  'skip-duplicate-nodes': createFlagParser('skipDuplicateNodes'),
  'bad-tolerance': (option, text) => ({ badTolerance: parseTolerance(option, text) }),
  'input-encoding': (_option, text) => ({ inputEncoding: text.toLowerCase() }),
  'read-buffer-size': (option, text) => ({ readBufferSize: parseBufferSize(option, text) }),
};

/** Throws `invalid-option` for an unknown option. */
export function checkCsvOptions(options: CsvOptions): void {
  const names = ['multiline-fields', ...Object.keys(parsers)];
  checkOptions('`options`', options, Object.fromEntries(names.map((name) => [name, 'any' as const])));
}

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
 * The character that a delimiter or quote is given as: itself, `TAB`, `\t`, a backslash and its decimal code, or `U+` or `\u`
 * and its hexadecimal code. Throws `invalid-option` for anything else, and for a line break.
 */
function parseCharacter(option: string, text: string): number {
  const code = readCode(text);
  if (code === 0x0a || code === 0x0d) {
    const message = `Expected ${option} to be a character other than a line break, got a line break`;
    throw new BulkgenError('invalid-option', message, { hint: 'Choose another character: a line break ends a row.' });
  }
  if (code <= 0xffff) return code;
  throw new BulkgenError('invalid-option', `Expected ${option} to be one character, got \`${text}\``, {
    hint: 'Write the character itself, TAB, a backslash and its decimal code, or U+ and four hexadecimal digits.',
  });
}

function readCode(text: string): number {
  if (text.length === 1) return text.charCodeAt(0);
  if (text === 'TAB' || text === '\\t') return 9;
  const [, decimal] = /^\\(\d{1,5})$/.exec(text) ?? [];
  if (decimal !== undefined) return Number(decimal);
  const [, hexadecimal] = /^(?:U\+|\\u)([0-9a-f]{4})$/i.exec(text) ?? [];
  return Number.parseInt(hexadecimal ?? '', 16);
}

/** With a smaller buffer the importer cannot read even `:ID`, the shortest header. */
const leastBuffer = 4;
/** The importer reads twice as many characters at once, and no array in Java has 2^31 of them. */
const mostBuffer = 1023 * 2 ** 20;

/** Bytes from `4m`, `1.5m`, `16 MB`, `16MiB` or a number: org.neo4j.io.ByteUnit. */
function parseBufferSize(option: string, text: string): number {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmg])(?:i?b)?|b)?\s*$/i.exec(text) ?? [];
  const size = Math.floor(Number(number) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' '));
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

/** In format v2, the files that have fields of several lines. */
function parseMultilineFields(text: string, format = 'v1'): Partial<CsvDialect> {
  if (format.toLowerCase() === 'v2') return { multilineFields: text.split(',').map((path) => resolve(path)) };
  return { multilineFields: parseFlag('--multiline-fields', text) === 'true' };
}

function createFlagParser(name: keyof CsvDialect): OptionParser {
  return (option, text) => ({ [name]: parseFlag(option, text) === 'true' });
}

function parseFlag(option: string, text: string): 'true' | 'false' {
  const value = text.toLowerCase();
  if (value === 'true' || value === 'false') return value;
  throw new BulkgenError('invalid-option', `Expected ${option} to be true or false, got \`${text}\``);
}

function parseIdType(option: string, text: string): IdType {
  const type = text.toLowerCase();
  if (type === 'string' || type === 'integer' || type === 'actual') return type;
  throw new BulkgenError('invalid-option', `Expected ${option} to be string, integer or actual, got \`${text}\``);
}
