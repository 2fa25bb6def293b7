import { BulkgenError } from '../errors.ts';
import { readNamedFile } from '../system/text-file.ts';
import { buildSchema } from './build-schema.ts';
import type { Database } from './driver.ts';
import { listIndexes } from './indexes.ts';
import type { SchemaOptions } from './schema.ts';

/** A statement of a file that creates a constraint or an index. */
export interface FileStatement {
  readonly text: string;
  /** `FILE:LINE`. */
  readonly place: string;
  /** The first label or type that it names. */
  readonly name: string;
}

const named = /[([]\s*\w*\s*:\s*(?:`((?:[^`]|``)+)`|(\w+))/;

const creates = /^CREATE\s+(?:\w+\s+)?(INDEX|CONSTRAINT)\b/i;

/**
 * Reads a file of statements that create constraints and indexes, in the form of neo4j-admin's `--schema`: a statement
 * takes one or more lines, a semicolon at its end is optional, and comments are those of Cypher. Throws `invalid-option` for an
 * unreadable file and for any other statement.
 */
export async function readSchemaFile(path: string): Promise<readonly FileStatement[]> {
  const text = await readNamedFile(path).catch((cause: Error) => {
    throw new BulkgenError('invalid-option', `Could not read the file of --schema: ${cause.message}`, {
      hint: 'Name a readable file of Cypher statements. Nothing was changed.',
      cause,
    });
  });
  return parseSchema(text, path);
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

/**
 * Throws `invalid-option` for a constraint that Community does not support: property existence, property type and key
 * (Cypher manual, "Constraints").
 */
export function refuseEnterprise(statements: readonly FileStatement[]): void {
  for (const { text, place } of statements) {
    const [, kind] =
      /\bIS\s+(NOT\s+NULL|(?:NODE\s+|REL(?:ATIONSHIP)?\s+)?KEY|TYPED|::)/i.exec(withoutQuoted(text)) ?? [];
    if (kind === undefined) continue;
    const message = `Expected a constraint that Community supports at ${place}, got \`IS ${kind}\``;
    throw new BulkgenError('invalid-option', message, {
      hint: 'Remove it, or import into Enterprise; Community supports IS UNIQUE only. Nothing was changed.',
    });
  }
}

/** The statement without quoted names and strings, which may contain any character. */
function withoutQuoted(cypher: string): string {
  return cypher.replace(/`(?:[^`]|``)*`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gs, '');
}

/** A word that begins another clause. The name of a constraint or an index may be such a word. */
const secondClause =
  /(?<=[\s)\]}])(?<!\b(?:INDEX|CONSTRAINT)\s+)(?:ALTER|CALL|CREATE|DELETE|DENY|DETACH|DROP|FINISH|FOREACH|GRANT|INSERT|LOAD|MATCH|MERGE|OPTIONAL|REMOVE|RETURN|REVOKE|SET|SHOW|UNWIND|USE)\b(?=[\s({]|$).*/i;

/** The text with the same lines, but without comments. Those in quoted names and strings are text. */
function withoutComments(text: string): string {
  const quoted = /`(?:[^`]|``)*`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/;
  const either = new RegExp(`(${quoted.source})|//[^\\r\\n]*|/\\*[^]*?(?:\\*/|$)`, 'gs');
  return text.replace(either, (comment, kept?: string) => kept ?? comment.replace(/[^\r\n]+/g, ' '));
}

/** Parses the text of a schema file; errors call the file `name`. */
export function parseSchema(text: string, name: string): readonly FileStatement[] {
  const statements: { text: string; place: string }[] = [];
  let isOpen = false;
  for (const [index, line] of withoutComments(text)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const words = line.replace(/^\uFEFF/, '').trim();
    if (words === '') continue;
    if (isOpen && !/^CREATE\b/i.test(words)) statements.at(-1)!.text += `\n${words}`;
    else statements.push({ text: words, place: `${name}:${index + 1}` });
    isOpen = !words.endsWith(';');
  }
  return statements.map((statement) => {
    const cypher = statement.text.replace(/;$/, '').trim();
    const second = secondClause.exec(withoutQuoted(cypher))?.[0];
    if (creates.test(cypher) && second === undefined && !withoutQuoted(cypher).includes(';')) {
      const [, quoted, bare] = named.exec(cypher) ?? [];
      return { ...statement, text: cypher, name: quoted ?? bare ?? '' };
    }
    const found = creates.test(cypher) && second !== undefined ? second : cypher.split('\n', 1)[0]!;
    throw new BulkgenError(
      'invalid-option',
      `Expected one CREATE CONSTRAINT … or CREATE INDEX … statement at ${statement.place}, got \`${found}\``,
      { hint: 'Write one statement per line, as for `--schema` of neo4j-admin.' },
    );
  });
}
