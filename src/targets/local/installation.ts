// The folders of an installed Neo4j: of an unpacked archive, or of a Debian or RPM package, which spreads them over the system
// (Neo4j operations manual, "Default file locations").
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { localFiles } from '../../system/local-files.ts';
import { readSetting } from '../neo4j/settings.ts';
import { readEdition, readJarVersion, refuseOld } from '../neo4j/version.ts';
import type { Edition } from '../target.ts';

/** The programs and folders of an installed Neo4j. */
export interface LocalInstallation {
  readonly home: string;
  readonly version: string;
  readonly edition: Edition;
  readonly configFolder: string;
  /** The text of its neo4j.conf. */
  readonly settings: string;
  readonly libraryFolder: string;
  /** Paths of `neo4j` and `neo4j-admin`. A missing script is replaced by a start from the jars. */
  readonly scripts: { readonly server?: string; readonly admin?: string };
}

/** The folders of a package. An archive has them all in its home. */
const packaged = { home: '/var/lib/neo4j', bin: '/usr/bin', conf: '/etc/neo4j', lib: '/usr/share/neo4j/lib' };

/**
 * Reads an installation. Starts no process and changes nothing. Throws `neo4j-missing` when the folder is not an installation,
 * `target-unusable` when its settings cannot be read or its version is too old.
 */
export async function describeInstallation(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<LocalInstallation> {
  const home = resolve(folder);
  const places = (name: 'bin' | 'conf' | 'lib'): readonly string[] =>
    home === packaged.home ? [join(home, name), packaged[name]] : [join(home, name)];
  const configFolder = env['NEO4J_CONF']
    ? resolve(env['NEO4J_CONF'])
    : dirname((await findFile(places('conf'), 'neo4j.conf')) ?? join(home, 'conf', 'neo4j.conf'));
  const settings = await readSettings(home, configFolder);
  const configured = readSetting(settings, 'server.directories.lib');
  const library = await findLibrary([...(configured ? [resolve(home, configured)] : []), ...places('lib')]);
  if (!library) throw missing(home, 'lib/neo4j-kernel-*.jar', `no such jar in ${places('lib').join(' or ')}`);
  refuseOld(library.version, home);
  const [server, admin] = [await findFile(places('bin'), 'neo4j'), await findFile(places('bin'), 'neo4j-admin')];
  const scripts = { ...(server && { server }), ...(admin && { admin }) };
  const edition = readEdition(library.jars);
  return { home, version: library.version, edition, configFolder, settings, libraryFolder: library.folder, scripts };
}

async function readSettings(home: string, configFolder: string): Promise<string> {
  const path = join(configFolder, 'neo4j.conf');
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw missing(home, 'conf/neo4j.conf', `no ${path}`, cause);
    throw new BulkgenError('target-unusable', `Expected ${path} to be readable: ${message}`, {
      hint: 'Run bulkgen as the user that Neo4j runs as, or as root.',
      cause,
    });
  }
}

interface Library {
  readonly folder: string;
  readonly version: string;
  readonly jars: readonly string[];
}

async function findLibrary(folders: readonly string[]): Promise<Library | undefined> {
  for (const folder of folders) {
    const jars = await readdir(folder).catch(() => []);
    const version = readJarVersion(jars);
    if (version) return { folder, version, jars };
  }
  return undefined;
}

async function findFile(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    if (await localFiles.exists(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

function missing(home: string, expected: string, found: string, cause?: unknown): BulkgenError {
  return new BulkgenError(
    'neo4j-missing',
    `Expected \`${home}\` to be an installed Neo4j with ${expected}, found ${found}`,
    {
      hint: 'Name the folder that holds bin, conf and lib with --neo4j-home or NEO4J_HOME. If conf is elsewhere, set NEO4J_CONF.',
      cause,
    },
  );
}
