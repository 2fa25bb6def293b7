import { readFile } from 'node:fs/promises';
import { BulkgenError } from '../errors.ts';
import { buildSchema } from './build-schema.ts';
import type { Database } from './driver.ts';
import { listIndexes } from './indexes.ts';
import type { SchemaOptions } from './schema.ts';

/** A statement of a file that creates a constraint or an index. */
export interface FileStatement {
  readonly text: string;
  /** `FILE:LINE`. */
  readonly place: string;
  /** The first label or type that it is about. */
  readonly name: string;
}

const named = /[([]\s*\w*\s*:\s*(?:`((?:[^`]|``)+)`|(\w+))/;

const creates = /^CREATE\s+(?:\w+\s+)?(INDEX|CONSTRAINT)\b/i;

/**
 * Reads the statements of a file that create constraints and indexes, as neo4j-admin's `--schema` has them: one a line, or
 * over several lines, with or without a semicolon; `//` begins a comment. Throws `invalid-option` where it cannot be read,
 * and for a statement that creates something else.
 */
export async function readSchemaFile(path: string): Promise<readonly FileStatement[]> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new BulkgenError(
      'invalid-option',
      `Expected --schema to be a file with Cypher statements: ${cause.message}`,
      {
        hint: 'Nothing was changed. Name a file that can be read.',
        cause,
      },
    );
  });
  return parseSchema(text, path);
}

/**
 * Throws `invalid-option` for a constraint that Community does not have: of existence, of type, and of a key (Cypher manual,
 * "Constraints").
 */
export function refuseEnterprise(statements: readonly FileStatement[]): void {
  for (const { text, place } of statements) {
    const [, kind] =
      /\bIS\s+(NOT\s+NULL|(?:NODE\s+|REL(?:ATIONSHIP)?\s+)?KEY|TYPED|::)/i.exec(withoutQuoted(text)) ?? [];
    if (kind === undefined) continue;
    throw new BulkgenError('invalid-option', `Expected a constraint that Community has at ${place}, got IS ${kind}`, {
      hint: 'Nothing was changed. Only IS UNIQUE is for every edition: leave it out, or import into Enterprise.',
    });
  }
}

/** Without names and texts, in which any sign may be. */
function withoutQuoted(cypher: string): string {
  return cypher.replace(/`(?:[^`]|``)*`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gs, '');
}

/** The same of its text; `name` is what the file is called in errors. */
export function parseSchema(text: string, name: string): readonly FileStatement[] {
  const statements: { text: string; place: string }[] = [];
  let isOpen = false;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const words = line.replace(/^\uFEFF/, '').trim();
    if (words === '' || words.startsWith('//')) continue;
    if (isOpen && !/^CREATE\b/i.test(words)) statements.at(-1)!.text += `\n${words}`;
    else statements.push({ text: words, place: `${name}:${index + 1}` });
    isOpen = !words.endsWith(';');
  }
  return statements.map((statement) => {
    const cypher = statement.text.replace(/;$/, '').trim();
    if (creates.test(cypher) && !withoutQuoted(cypher).includes(';')) {
      const [, quoted, bare] = named.exec(cypher) ?? [];
      return { ...statement, text: cypher, name: quoted ?? bare ?? '' };
    }
    const found = cypher.split('\n', 1)[0]!;
    throw new BulkgenError(
      'invalid-option',
      `Expected one statement CREATE CONSTRAINT … or CREATE INDEX … at ${statement.place}, got \`${found}\``,
      { hint: 'Write one statement a line, as for --schema of neo4j-admin.' },
    );
  });
}

/**
 * Creates the constraints and indexes of a file, and waits until every index of the database is online. Returns how many
 * the database did not have. Throws `schema-failed` naming the place of the statement, or the index, that failed.
 */
export function createFileSchema(
  database: Database,
  statements: readonly FileStatement[],
  options: SchemaOptions = {},
): Promise<number> {
  const located = statements.map(({ text, place }) => ({ text, subject: `the schema of ${place}` }));
  return buildSchema(database, located, {
    ...options,
    async listAwaited() {
      const indexes = (await listIndexes(database)).filter(({ isLookup }) => !isLookup);
      return indexes.map((index) => ({ ...index, subject: `index ${index.name}` }));
    },
    hint: 'Correct the statement, or the data, and import again. Nothing was changed.',
  });
}
