import { join } from 'node:path';
import { formatBytes } from '../../system/format-number.ts';
import { findFolders } from '../../system/own-folders.ts';
import { usualPorts } from '../neo4j/settings.ts';
import { resolveNeo4jVersion } from '../neo4j/version.ts';
import { locateHome } from './home.ts';
import { isProvisioned, jarBytesOf } from './installation.ts';
import { type FindEmbeddedOptions, findDefaultVersion } from './open.ts';
import { findLack } from './requirements.ts';
import { createEmbeddedTarget, type EmbeddedTarget } from './target.ts';

/** The target that `openEmbedded` would create, for a plan. Downloads and creates nothing, and cannot be started. */
export async function planEmbedded(options: FindEmbeddedOptions = {}): Promise<EmbeddedTarget> {
  const { env = process.env, given } = options;
  const { cache, homes } = findFolders({ env });
  const version =
    options.version === undefined ? await findDefaultVersion(homes, env) : resolveNeo4jVersion(options.version);
  const install = () => Promise.reject(new TypeError('A planned server has no installation'));
  const target = createEmbeddedTarget({
    home: locateHome(version, join(homes, version)),
    given,
    install,
    asked: {},
    env,
  });
  const size = formatBytes(jarBytesOf(version));
  const download = (await isProvisioned(cache, version))
    ? `find the jars of Neo4j ${version} in ${cache}`
    : `download the jars of Neo4j ${version} (${size}) with Maven`;
  return {
    ...target,
    creation: {
      description: `${download} and create the embedded server`,
      async assertPossible() {
        const lack = await findLack(version, { env });
        if (lack) throw lack;
      },
    },
    connection: async (database = 'neo4j') => ({
      ...{ uri: `bolt://127.0.0.1:${usualPorts.bolt}`, username: given?.username ?? 'neo4j', password: '', database },
    }),
  };
}
