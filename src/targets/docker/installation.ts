import { BulkgenError } from '../../errors.ts';
import { quoteExactly as quote } from '../../system/quote-word.ts';
import { needsLogin, readPorts, readSetting } from '../neo4j/settings.ts';
import { readEdition, readJarVersion, refuseOld } from '../neo4j/version.ts';
import type { Edition } from '../target.ts';
import { type Container, isInVolume } from './container.ts';
import type { ImportContainerSession } from './import-container/session.ts';

/** The Neo4j in a container's image with the container's settings, as its import container sees it. */
export interface ContainerInstallation {
  readonly version: string;
  /** The user and group that Neo4j runs as, `7474:7474`. */
  readonly user: string;
  readonly edition: Edition;
  readonly dataFolder: string;
  readonly transactionFolder: string;
  readonly pluginFolder: string;
  readonly importFolder: string;
  readonly boltPort: number;
  readonly needsLogin: boolean;
}

/** Reads the installation in the import container. Throws `target-unusable` with the reason when no import could work. */
export async function readInstallation(
  container: Container,
  session: Pick<ImportContainerSession, 'run'>,
): Promise<ContainerInstallation> {
  const ask = async (script: string): Promise<string> => (await session.run(script)).output.trim();
  const home = await ask('printf %s "$NEO4J_HOME"');
  const command = await ask('command -v neo4j-admin');
  const jars = (await ask('ls "$NEO4J_HOME/lib"')).split('\n');
  const version = readJarVersion(jars);
  if (home === '' || command === '' || version === undefined) {
    const message = `Image \`${container.image}\` of container \`${container.name}\` has no neo4j-admin`;
    throw new BulkgenError('target-unusable', message, { hint: 'Choose a Neo4j container with --container.' });
  }
  refuseOld(version, `container \`${container.name}\``);
  const settings = await ask('cat "$NEO4J_HOME/conf/neo4j.conf"');
  const locate = (setting: string, defaultFolder: string): Promise<string> => {
    const folder = readSetting(settings, `server.directories.${setting}`) ?? defaultFolder;
    return ask(`cd "$NEO4J_HOME" && readlink -m ${quote(folder)}`);
  };
  const dataFolder = await locate('data', 'data');
  const transactionFolder = await locate('transaction.logs.root', `${dataFolder}/transactions`);
  assertInVolume(container, 'data', dataFolder);
  assertInVolume(container, 'transaction logs', transactionFolder);
  return {
    version,
    user: await ask('echo "$(id -u):$(id -g)"'),
    edition: readEdition(jars),
    dataFolder,
    transactionFolder,
    pluginFolder: await locate('plugins', 'plugins'),
    importFolder: await locate('import', 'import'),
    boltPort: readPorts(settings).bolt,
    needsLogin: container.env['NEO4J_AUTH'] !== 'none' && needsLogin(settings),
  };
}

/** Only a folder in a volume is visible to the import container and outlives the container. */
function assertInVolume(container: Container, content: string, folder: string): void {
  if (isInVolume(container, folder)) return;
  const message = `Container \`${container.name}\` keeps its ${content} in ${folder}, which is not in a volume`;
  throw new BulkgenError('target-unusable', message, {
    hint: 'Create the container again with a volume there, such as `--volume neo4j-data:/data`.',
  });
}
