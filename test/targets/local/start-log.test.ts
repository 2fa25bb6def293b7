import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beginStartLog, findComplaint } from '../../../src/targets/local/start-log.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

const directories = 'Directories in use:\nhome:         /opt/neo4j\nrun:          /opt/neo4j/run\nStarting Neo4j.\n';

describe('the output of a launcher', () => {
  it.each([
    [
      'a wrong setting',
      `Validating Neo4j configuration: /opt/neo4j/conf/neo4j.conf
1 issue found.
Error: Unrecognized setting. No declared setting with name: no.such.setting.

Configuration contains errors. This validation can be performed again using 'neo4j-admin server validate-config'.
Run with '--verbose' for a more detailed error message.
Configuration file validation failed.
`,
      'Error: Unrecognized setting. No declared setting with name: no.such.setting.',
    ],
    [
      'a server that failed',
      `${directories}WARNING: Max 20000 open files allowed.\nNeo4j web server failed to start. See log for more info.\nUnable to start. See user log for details.\nRun with '--verbose' for more.\n`,
      'Neo4j web server failed to start. See log for more info.',
    ],
    [
      'a script without Java',
      '/opt/neo4j/bin/neo4j: line 12: /no/java: Permission denied\n',
      '/opt/neo4j/bin/neo4j: line 12: /no/java: Permission denied',
    ],
    ['nothing', '', undefined],
  ])('is understood: %s', (_what, output, complaint) => {
    expect(findComplaint(output)).toBe(complaint);
  });
});

describe('a start that failed', () => {
  it('is explained by what was logged since, not by an earlier failure', async () => {
    const folder = await makeTemporaryFolder();
    const folders = {
      ...{ data: folder, transactions: folder, plugins: folder },
      ...{ run: folder, logs: join(folder, 'logs'), work: folder },
    };
    await mkdir(folders.logs);
    const log = join(folders.logs, 'neo4j.log');
    await writeFile(log, '2026-11-24 10:00:00.000+0000 ERROR Failed long ago\n');
    const started = await beginStartLog(folders);
    await writeFile(started.output, directories);
    await appendFile(
      log,
      'java.lang.RuntimeException: Error starting\nCaused by: java.net.BindException: Address in use\n',
    );
    expect(await started.explain()).toMatchObject({
      code: 'start-failed',
      message: 'Neo4j did not start: java.net.BindException: Address in use',
      hint: expect.stringContaining(log),
    });
  });
});
