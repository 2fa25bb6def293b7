import { InvalidArgumentError } from 'commander';
import { BulkgenError } from '../../errors.ts';
import { namedScales, parseScale } from '../../model/scale.ts';

/** Reads `--scale`: a name or a number of nodes. */
export function readScale(text: string): number {
  const scale = parseScale(text);
  if (scale !== undefined) return scale;
  throw new InvalidArgumentError(
    `Expected ${Object.keys(namedScales).join(', ')} or a whole number of nodes such as 250000, 2m or 1b.`,
  );
}

/** Reads a whole number, 0 or more. */
export function readCount(text: string): number {
  if (isCount(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number, 0 or more.');
}

/** Reads `auto` or a whole number; the caller checks the range. */
export function readAutoOrCount(text: string): 'auto' | number {
  if (text === 'auto') return text;
  if (isCount(text)) return Number(text);
  throw new InvalidArgumentError('Expected auto or a whole number.');
}

/** Reads a share in percent: a number that may have decimals. The caller checks the range. */
export function readShare(text: string): number {
  if (/^\d{1,3}(\.\d{1,6})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number from 0 to 50, such as 2 or 0.5.');
}

function isCount(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

/** Reads names separated by commas. */
export function readNames(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}

const secondsOf = { s: 1, m: 60, h: 3600 } as const;

/** Reads a duration as seconds: `90`, `90s`, `30m`, `2h`. */
export function readDuration(text: string): number {
  const [, count, unit = 's'] = /^(\d{1,6})([smh])?$/.exec(text) ?? [];
  const seconds = Number(count) * secondsOf[unit as keyof typeof secondsOf];
  if (seconds > 0) return seconds;
  throw new InvalidArgumentError('Expected a duration such as 90s, 30m or 2h.');
}

/** Reads a port, 1 to 65535. */
export function readPort(text: string): number {
  const port = readCount(text);
  if (port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port from 1 to 65535.');
}

/** A reader of the folder that `name` takes. An empty string is more likely an unset variable than the current folder. */
export function folderReader(name: string): (text: string) => string {
  return (text) => {
    if (text !== '') return text;
    throw new BulkgenError('invalid-option', `Expected ${name} to be the name of a folder, got nothing`, {
      hint: 'Check the variables of the command: the shell passes an unset variable as an empty string.',
    });
  };
}

/** Reads a version of Neo4j whose importer the linter knows: 5 or later, by release, release line or year. */
export function readNeo4jVersion(text: string): string {
  if (/^(5(\.\d{1,2}){0,2}|20(2[5-9]|[3-9]\d)(\.\d\d(\.\d{1,2})?)?)$/.test(text)) return text;
  throw new BulkgenError(
    'invalid-option',
    `Expected --neo4j-version to be 5 or later, such as 5.26 or 2026.08.1, got \`${text}\``,
  );
}
