// The version of a Java stands in the `release` file beside its `bin`. A shim on PATH has no such file, so bulkgen runs it.
import { constants, readdir, readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { canAccess } from '../../system/local-files.ts';
import { runCommand } from '../../system/run-command.ts';
import { type JavaRange, javaRangeOf } from '../neo4j/version.ts';

export interface Java {
  readonly executable: string;
  /** Full version, `17.0.15+6-Debian-1deb12u1`. */
  readonly version: string;
  readonly major: number;
}

export interface FindJavaOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Folders whose subfolders are Java homes. Searched after JAVA_HOME and PATH. */
  readonly places?: readonly string[];
}

const usualPlaces: readonly string[] = [
  '/usr/lib/jvm',
  '/Library/Java/JavaVirtualMachines',
  '/opt/homebrew/opt',
  join(homedir(), '.sdkman', 'candidates', 'java'),
];

/**
 * Finds a Java that the Neo4j version runs on: in JAVA_HOME, then on PATH, then the newest in the usual places. Throws `no-java`
 * when there is none.
 */
export async function findJava(
  neo4jVersion: string,
  { env = process.env, places = usualPlaces }: FindJavaOptions = {},
): Promise<Java> {
  const range = javaRangeOf(neo4jVersion);
  const named: Java[] = [];
  for (const executable of namedExecutables(env)) {
    const java = await readJava(executable);
    if (java) named.push(java);
  }
  const chosen = chooseJava(named, range);
  if (chosen) return chosen;
  const installed = await installedJavas(places);
  const other = chooseJava(installed, range);
  if (other) return other;
  throw explainMissingJava(neo4jVersion, [...named, ...installed]);
}

/** The error `no-java` for a Neo4j version that none of these can run. */
export function explainMissingJava(neo4jVersion: string, [first]: readonly Java[]): BulkgenError {
  const range = javaRangeOf(neo4jVersion);
  const found = first ? `Java ${first.version} at ${first.executable}` : 'none';
  return new BulkgenError('no-java', `Expected ${describeRange(range)} for Neo4j ${neo4jVersion}, found ${found}`, {
    hint: `Install ${describeRange(range)} (Debian: \`apt-get install ${nameJavaPackage(range)}\`) or point JAVA_HOME at one.`,
  });
}

/** The Debian package of the oldest Java in the range. */
export function nameJavaPackage({ lowest }: JavaRange): string {
  return `openjdk-${lowest}-jre-headless`;
}

/** Every Java of this machine, once each, in the order of `findJava`. */
export async function listJavas({
  env = process.env,
  places = usualPlaces,
}: FindJavaOptions = {}): Promise<readonly Java[]> {
  const named = await Promise.all(namedExecutables(env).map(readJava));
  const first = new Map<string, Java>();
  for (const java of [...named, ...(await installedJavas(places))]) {
    if (java && !first.has(java.executable)) first.set(java.executable, java);
  }
  return [...first.values()];
}

/** The first candidate within the range. */
export function chooseJava(candidates: readonly Java[], { lowest, highest }: JavaRange): Java | undefined {
  return candidates.find(({ major }) => major >= lowest && (highest === undefined || major <= highest));
}

/** `Java 17 to 21`. */
export function describeRange({ lowest, highest }: JavaRange): string {
  return highest === undefined ? `Java ${lowest} or newer` : `Java ${lowest} to ${highest}`;
}

function namedExecutables(env: NodeJS.ProcessEnv): readonly string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const home = env['JAVA_HOME'];
  return [...(home ? [join(home, 'bin', 'java')] : []), ...folders.map((folder) => join(folder, 'java'))];
}

/** Newest first. Each subfolder of a place is a Java home, or contains one where macOS and Homebrew put it. */
async function installedJavas(places: readonly string[]): Promise<readonly Java[]> {
  const javas: Java[] = [];
  for (const place of places) {
    for (const name of await readdir(place).catch(() => [])) {
      for (const inner of ['', 'Contents/Home', 'libexec/openjdk.jdk/Contents/Home']) {
        const java = await readJava(join(place, name, inner, 'bin', 'java'));
        if (java) javas.push(java);
      }
    }
  }
  return javas.sort((a, b) => b.major - a.major);
}

async function readJava(executable: string): Promise<Java | undefined> {
  const real = await realpath(executable).catch(() => undefined);
  if (!real || !(await canAccess(real, constants.X_OK))) return undefined;
  const release = await readFile(join(dirname(dirname(real)), 'release'), 'utf8').catch(() => undefined);
  const version = release === undefined ? await runVersion(real) : readRelease(release);
  if (version === undefined) return undefined;
  return { executable: real, version, major: majorOf(version) };
}

/** The version in a JDK's `release` file: the runtime version where there is one, because it names the build. */
export function readRelease(text: string): string | undefined {
  const values = new Map(
    Array.from(text.matchAll(/^(\w+)="?([^"\n]*)"?\s*$/gm), ([, key, value]) => [key, value] as const),
  );
  return values.get('JAVA_RUNTIME_VERSION') ?? values.get('JAVA_VERSION');
}

async function runVersion(executable: string): Promise<string | undefined> {
  const { stdout, stderr } = await runCommand(executable, ['-version'], { timeout: 20_000 });
  return /version "([^"]+)"/.exec(`${stderr}\n${stdout}`)?.[1];
}

/** `17.0.15+6` → 17, and the old `1.8.0_402` → 8. */
function majorOf(version: string): number {
  return Number.parseInt(version.replace(/^1\./, ''), 10);
}
