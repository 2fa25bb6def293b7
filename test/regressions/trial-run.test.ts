import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTrialServer } from '../../src/targets/embedded/trial-run.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

/** A server that answers the first query, closes the connection at the second, and takes a while to end. */
const server = `#!${process.execPath}
const [, port] = /^server.http.listen_address=.*:(\\d+)$/m.exec(require('node:fs').readFileSync('conf/neo4j.conf', 'utf8'));
let queries = 0;
const server = require('node:http').createServer((request, response) => {
  if (queries++ === 0) response.end('{}');
  else request.socket.destroy();
});
server.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => setTimeout(() => process.exit(143), 500));
`;

// The failed query was a rejection without a handler while the server still ran, and ended the process. So did two minutes
// without an answer on a busy machine.
it('survives a server that stops answering during a trial run', async () => {
  const folder = await makeTemporaryFolder();
  const executable = join(folder, 'java');
  await writeFile(executable, server);
  await chmod(executable, 0o755);
  const installation = {
    ...{ version: '5.26.30', classPath: '', pluginFolder: folder, archiveFolder: folder, archives: {} },
    java: { executable, version: '17.0.15', major: 17 },
  };
  const options = { home: join(folder, 'home'), archiveTo: join(folder, 'archive'), env: process.env };
  await expect(runTrialServer(installation, options)).resolves.toBeUndefined();
});
