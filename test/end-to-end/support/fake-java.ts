import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterFile } from '../../setup/after-file.ts';

/**
 * A folder for JAVA_HOME with a Java that answers one kind of call by lines of shell, and is the real one in all else. For
 * failures that a real neo4j-admin or server does not produce on demand.
 */
export async function makeFakeJava(call: 'neo4j-admin' | 'server', answer: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'bulkgen-java-'));
  afterFile(() => rm(home, { recursive: true, force: true }));
  const { stdout: real } = await execa('sh', ['-c', 'readlink -f "$(command -v java)"']);
  const pattern = call === 'neo4j-admin' ? '*" org.neo4j.cli.AdminTool @"*' : '*" --home-dir="*';
  const java = join(home, 'bin', 'java');
  await mkdir(join(home, 'bin'));
  await writeFile(
    java,
    `#!/bin/sh
case " $*" in
${pattern}) ${answer} ;;
esac
exec '${real}' "$@"
`,
  );
  await chmod(java, 0o755);
  return home;
}
