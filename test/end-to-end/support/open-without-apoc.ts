import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OpenEmbeddedOptions, openEmbedded } from '../../../src/targets/embedded/open.ts';
import type { EmbeddedTarget } from '../../../src/targets/embedded/target.ts';

const emptyJar = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);

const withoutHttp = 'server.http.enabled=false\n';

/**
 * Opens an embedded server that starts without APOC: a jar in the server's own folder is used in place of the installation's. To
 * compile APOC's procedures takes a third of the processor time of a start. It does not serve HTTP, which takes another seventh.
 */
export async function openWithoutApoc({ env = process.env, ...options }: OpenEmbeddedOptions): Promise<EmbeddedTarget> {
  const target = await openEmbedded({ ...options, env });
  const installations = join(env['BULKGEN_HOME']!, 'cache', 'neo4j');
  const settings = await readFile(target.home.settings, 'utf8');
  if (!settings.includes(withoutHttp)) await appendFile(target.home.settings, withoutHttp);
  await mkdir(target.home.plugins, { recursive: true });
  for (const installation of await readdir(installations)) {
    for (const name of await readdir(join(installations, installation, 'plugins'))) {
      await writeFile(join(target.home.plugins, name), emptyJar);
    }
  }
  return target;
}
