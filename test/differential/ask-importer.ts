import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { BulkgenError } from '../../src/errors.ts';
import { ProgressTracker } from '../../src/progress/tracker.ts';
import { findFolders } from '../../src/system/own-folders.ts';
import { withTemporaryFolder } from '../../src/system/temporary-folder.ts';
import type { EmbeddedInstallation } from '../../src/targets/embedded/java-arguments.ts';
import { provision } from '../../src/targets/embedded/provision.ts';
import { findJava } from '../../src/targets/java/find-java.ts';

/** What runs the importer of a version of Neo4j. */
export type Importer = Pick<EmbeddedInstallation, 'version' | 'java' | 'classPath'>;

/** Provides the jars of a version of Neo4j. Answers nothing if this machine has no Java for it. */
export async function findImporter(version: string): Promise<Importer | undefined> {
  const { env } = process;
  const java = await findJava(version, { env }).catch((error: BulkgenError) => {
    if (error.code !== 'no-java') throw error;
    return undefined;
  });
  if (!java) return undefined;
  const home = env['BULKGEN_TEST_HOME'];
  const cache = home ? join(home, 'cache') : findFolders({ env }).cache;
  return provision({ version, java, cache, env, tracker: new ProgressTracker() });
}

/**
 * Runs one of the Java programs of this folder with the jars and the Java of a version of Neo4j. The program reads a file with
 * a case on each line, and writes a file with an answer on each line. Needs a JDK, because Java compiles the program.
 */
export async function askImporter(
  { java, classPath }: Importer,
  program: string,
  cases: readonly string[],
): Promise<readonly string[]> {
  return withTemporaryFolder(tmpdir(), async (folder) => {
    const [questions, answers] = [join(folder, 'cases'), join(folder, 'answers')];
    await writeFile(questions, cases.map((line) => `${line}\n`).join(''));
    const source = join(import.meta.dirname, program);
    await execa(java.executable, ['-cp', classPath, '-Dfile.encoding=UTF-8', source, questions, answers]);
    return (await readFile(answers, 'utf8')).split('\n').slice(0, -1);
  });
}

/** Writes a text as Java's `translateEscapes` reads it. */
export function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}

/** The text that the program escaped. */
export function unescapeText(text: string): string {
  const characters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
  return text.replace(/\\(.)/g, (_, letter: string) => characters[letter] ?? letter);
}
