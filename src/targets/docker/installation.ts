import { BulkgenError } from '../../errors.ts';
import { readEdition, readVersion } from '../neo4j/edition.ts';
import { needsLogin, readPorts, readSetting } from '../neo4j/settings.ts';
import { refuseOld } from '../neo4j/version.ts';
import type { Edition } from '../target.ts';
import { type Container, isInVolume } from './container.ts';
import type { HelperSession } from './import-container/session.ts';
import { quoteWord as quote } from './import-container/shell.ts';

/** The Neo4j in a container's image, with the container's settings, as its helper sees it. */
export interface ContainerInstallation {
  readonly version: string;
  /** Its own user, `7474:7474`. */
  readonly user: string;
  readonly edition: Edition;
  readonly dataFolder: string;
  readonly transactionFolder: string;
  readonly pluginFolder: string;
  readonly importFolder: string;
  readonly boltPort: number;
  readonly needsLogin: boolean;
}

/** Looks into the helper. Throws `target-unusable` where no import could work, and says why. */
export async function readInstallation(
  container: Container,
  session: Pick<HelperSession, 'run'>,
): Promise<ContainerInstallation> {
  const ask = async (script: string): Promise<string> => (await session.run(script)).output.trim();
  const home = await ask('printf %s "$NEO4J_HOME"');
  const command = await ask('command -v neo4j-admin');
  const jars = (await ask('ls "$NEO4J_HOME/lib"')).split('\n');
  const version = readVersion(jars);
  if (home === '' || command === '' || version === undefined) {
    throw new BulkgenError(
      'target-unusable',
      `Image \`${container.image}\` of container \`${container.name}\` has no neo4j-admin`,
      {
        hint: 'Choose a container of a Neo4j image with --container.',
      },
    );
  }
  refuseOld(version, `container \`${container.name}\``);
  const settings = await ask('cat "$NEO4J_HOME/conf/neo4j.conf"');
  const at = (setting: string, usual: string): Promise<string> => {
    const folder = readSetting(settings, `server.directories.${setting}`) ?? usual;
    return ask(`cd "$NEO4J_HOME" && readlink -m ${quote(folder)}`);
  };
  const dataFolder = await at('data', 'data');
  const transactionFolder = await at('transaction.logs.root', `${dataFolder}/transactions`);
  refuseOwnLayer(container, 'data', dataFolder);
  refuseOwnLayer(container, 'transaction logs', transactionFolder);
  return {
    version,
    user: await ask('echo "$(id -u):$(id -g)"'),
    edition: readEdition(jars),
    dataFolder,
    transactionFolder,
    pluginFolder: await at('plugins', 'plugins'),
    importFolder: await at('import', 'import'),
    boltPort: readPorts(settings).bolt,
    needsLogin: container.env['NEO4J_AUTH'] !== 'none' && needsLogin(settings),
  };
}

/** Only what is in a volume is seen by the helper, and outlives the container. */
function refuseOwnLayer(container: Container, what: string, folder: string): void {
  if (isInVolume(container, folder)) return;
  throw new BulkgenError(
    'target-unusable',
    `Container \`${container.name}\` keeps its ${what} in ${folder}, which is in no volume`,
    {
      hint: 'Make it anew with a volume there, such as `--volume neo4j-data:/data`.',
    },
  );
}
