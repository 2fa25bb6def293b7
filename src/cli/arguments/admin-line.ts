// neo4j-admin reads its command line with picocli, bulkgen with commander. They differ where an option can be followed by
// several values or by none, so bulkgen writes such command lines in a form that means the same to both.
import { existsSync, statSync } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import type { Command, Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import { nameKind } from '../../lint/files/file-name.ts';
import { parseFileGroup, readStyle } from '../options/csv.ts';
import { expandArgumentFiles } from './argument-file.ts';
import { refuseFormerOption } from './former-options.ts';

/** The commands that take the options of `neo4j-admin database import full`. */
const adminCommands = ['import', 'verify', 'stats'];

/**
 * Rewrites the command line of a command that takes neo4j-admin's options: one option for each value of `--nodes` and
 * `--relationships`, a value for each option whose value is optional, and `--database` for the name of the database.
 * Other command lines stay as they are. Throws `invalid-option` for a word that neither names a database nor a folder.
 */
export function readAdminLine(program: Command, argv: readonly string[]): readonly string[] {
  refuseIncremental(argv);
  const words = argv[0] === 'database' ? skipCommandName(argv) : argv;
  const command = adminCommands.includes(words[0]!) && program.commands.find((each) => each.name() === words[0]);
  if (!command) return argv;
  const line = new LineReader(command, expandArgumentFiles(words.slice(1))).read();
  const { options, operands } = line.files.length === 0 ? line : readPlace(command.name(), line);
  return [command.name(), ...options, ...(operands.length > 0 ? ['--', ...operands] : [])];
}

/** `database import full` is pasted with the rest of the command line. */
function skipCommandName(argv: readonly string[]): readonly string[] {
  const name = ['database', 'import', 'full'];
  const first = adminCommands.includes(argv[0]!) ? 1 : 0;
  const from = name.indexOf(argv[first]!);
  const isName = from >= 0 && name.slice(from).every((word, index) => argv[first + index] === word);
  if (!isName || (first === 0 && from !== 0)) return argv;
  return [first === 0 ? 'import' : argv[0]!, ...argv.slice(first + name.length - from)];
}

function refuseIncremental(argv: readonly string[]): void {
  const isIncremental = /^(verify )?(database )?import incremental( |$)/.test(argv.slice(0, 4).join(' '));
  if (!isIncremental || isFolder('incremental')) return;
  throw new BulkgenError('invalid-option', 'Expected `database import full`, got `database import incremental`', {
    hint: 'Import all of the data with --force: bulkgen replaces a database, and adds nothing to one.',
  });
}

interface Line {
  readonly options: readonly string[];
  readonly operands: readonly string[];
  /** Paths of the files that `--nodes` and `--relationships` name. */
  readonly files: readonly string[];
}

const groupOptions = ['--nodes', '--relationships'];

class LineReader {
  readonly #command: Command;
  readonly #words: string[];
  readonly #options: string[] = [];
  readonly #operands: string[] = [];
  readonly #groups: [string, string][] = [];

  constructor(command: Command, words: readonly string[]) {
    this.#command = command;
    this.#words = [...words];
  }

  read(): Line {
    for (let word = this.#words.shift(); word !== undefined; word = this.#words.shift()) {
      if (word === '--') this.#operands.push(...this.#words.splice(0));
      else if (isOption(word)) this.#readOption(word);
      else this.#operands.push(word);
    }
    return { options: this.#options, operands: this.#operands, files: this.#readFiles() };
  }

  #readOption(word: string): void {
    const [, name = word, value] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
    const option = this.#command.options.find(({ long, short }) => long === name || short === name);
    if (!option) refuseFormerOption(name);
    if (groupOptions.includes(name)) this.#readGroups(name, value);
    else if (name === '--verbose') this.#options.push('--debug');
    else if (name === '--format' && this.#isStoreFormat(value)) this.#words.splice(0, value === undefined ? 1 : 0);
    else if (name === '--dry-run') this.#readDryRun(value);
    else if (name === '--multiline-fields' && value === undefined) this.#readMultilineFields();
    else if (name === '--force' && value !== undefined) this.#readForce(value);
    else if (option && takesBoolean(option) && value === undefined) this.#readBoolean(name);
    else {
      this.#options.push(word);
      const next = this.#words[0];
      const takesNext = option?.required || (option?.optional && next !== undefined && !isOption(next));
      if (value === undefined && takesNext && next !== undefined) this.#options.push(this.#words.shift()!);
    }
  }

  /** Every word up to the next option is a group of files, except a folder: neo4j-admin takes no folders. */
  #readGroups(name: string, value: string | undefined): void {
    const texts = value === undefined ? [] : [value];
    for (let next = this.#words[0]; next !== undefined && !isOption(next); next = this.#words[0]) {
      if (texts.length > 0 && isFolder(next)) break;
      texts.push(this.#words.shift()!);
    }
    if (texts.length === 0) this.#options.push(name); // commander reports the missing value
    const last = texts.at(-1);
    if (last !== undefined && texts.length > 1 && !last.includes('.') && isDatabaseName(last))
      throw lateDatabase(name, last);
    for (const text of texts) {
      this.#options.push(`${name}=${text}`);
      this.#groups.push([name, text]);
    }
  }

  #readFiles(): readonly string[] {
    const at = this.#options.findLastIndex((word) => word.startsWith('--path-pattern-style'));
    const given = at < 0 ? 'regex' : (this.#options[at]!.split('=')[1] ?? this.#options[at + 1] ?? '');
    const style = /^(regex|glob|none)$/i.test(given) ? readStyle(given) : 'none'; // commander refuses other styles
    return this.#groups.flatMap(
      ([name, text]) => parseFileGroup(name === '--nodes' ? 'node' : 'relationship', text, style).files,
    );
  }

  /** picocli takes the next word only if it is a boolean. */
  #readBoolean(name: string): void {
    this.#options.push(`${name}=${this.#takeBoolean() ?? 'true'}`);
  }

  #takeBoolean(): string | undefined {
    return /^(true|false)$/i.test(this.#words[0] ?? '') ? this.#words.shift() : undefined;
  }

  /** For a check, `--format` is the format of its findings; the format of a store is not needed. */
  #isStoreFormat(value = this.#words[0] ?? ''): boolean {
    return this.#command.name() === 'verify' && /^(standard|aligned|high_limit|block)$/.test(value);
  }

  /** Since 2026, neo4j-admin has this option, too, with a boolean. A check of files changes nothing in any case. */
  #readDryRun(value = this.#takeBoolean() ?? 'true'): void {
    if (!/^(true|false)$/i.test(value))
      this.#options.push(`--dry-run=${value}`); // commander refuses it
    else if (/^true$/i.test(value) && this.#command.name() === 'import') this.#options.push('--dry-run');
  }

  /** neo4j-admin of Neo4j 4 has a boolean. A check of files has nothing to replace. */
  #readForce(value: string): void {
    if (!/^(true|false)$/i.test(value))
      this.#options.push(`--force=${value}`); // commander refuses it
    else if (/^true$/i.test(value) && this.#command.name() === 'import') this.#options.push('--force');
  }

  /** neo4j-admin needs a value, and bulkgen takes the option alone, too. */
  #readMultilineFields(): void {
    const next = this.#words[0];
    const isValue = next !== undefined && !isOption(next) && !isFolder(next);
    this.#options.push(`--multiline-fields=${isValue ? this.#words.shift() : 'true'}`);
  }
}

function isOption(word: string): boolean {
  return word.length > 1 && word.startsWith('-');
}

function takesBoolean(option: Option): boolean {
  return option.optional && /\[boolean\]$/.test(option.flags);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A name that Neo4j allows for a database. Names of files are allowed, too, and mostly a mistake. */
const databaseName = /^[a-z][a-z0-9.-]{2,62}$/i;

/** Beside files that are named, an operand is the folder that holds them, or the database as neo4j-admin takes it. */
function readPlace(commandName: string, line: Line): Line {
  const { files, options, operands } = line;
  const [place, ...others] = skipCommandName(['import', ...operands]).slice(1);
  if (others[0] !== undefined) throw misplaced(others[0]);
  if (place === undefined) return { ...line, operands: [] };
  if (isFolder(place) && files.every((path) => path.startsWith(resolve(place) + sep))) {
    return { ...line, operands: [place] };
  }
  const isFree = place === 'neo4j' || !(existsSync(place) || nameKind(basename(place)) === 'csv');
  if (!databaseName.test(place) || !isFree) throw misplaced(place);
  if (commandName !== 'import') return { ...line, operands: [] }; // a check of files needs no database
  if (options.some((word) => /^--database(=|$)/.test(word))) throw misplaced(place);
  return { ...line, options: [...options, `--database=${place}`], operands: [] };
}

function isDatabaseName(word: string): boolean {
  return databaseName.test(word) && (word === 'neo4j' || !(existsSync(word) || nameKind(word) !== 'other'));
}

/** neo4j-admin takes such a name for a file, too, and fails. */
function lateDatabase(option: string, word: string): BulkgenError {
  return new BulkgenError('invalid-option', `Expected ${option} to be followed by files, got \`${word}\``, {
    hint: `Write the name of a database before the options, as neo4j-admin needs it: \`${word} ${option} …\`.`,
  });
}

function misplaced(word: string): BulkgenError {
  return new BulkgenError(
    'invalid-option',
    `Expected --nodes and --relationships with at most a database or the folder of all files, got \`${word}\``,
    { hint: 'Write file names directly after --nodes or --relationships, and a database only once.' },
  );
}
