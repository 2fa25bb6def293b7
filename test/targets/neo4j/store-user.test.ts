import { describe, expect, it } from 'vitest';
import { describeCommand, storeInUse } from '../../../src/targets/neo4j/store-user.ts';

const server =
  '/usr/bin/java -cp /opt/neo4j/lib/* org.neo4j.server.CommunityEntryPoint --home-dir=/opt/neo4j --config-dir=/c ';

describe('a process that uses a store', () => {
  it.each([
    ['a server in the background', server, true, /Neo4j without a pid file/],
    ['a server in a console', `${server}--console-mode `, false, /`neo4j console`/],
    ['neo4j-admin', '/usr/bin/java -cp x org.neo4j.cli.AdminTool database dump neo4j ', false, /running `neo4j-admin`/],
    ['any other program', '/usr/bin/python3 app.py ', false, /^`\/usr\/bin\/python3`$/],
    ['a process that bulkgen cannot see', '', false, /^`unknown`$/],
  ])('is described: %s', (_title, command, canStop, description) => {
    expect(describeCommand(command)).toMatchObject({ canStop, description: expect.stringMatching(description) });
  });

  it('is named in the error, with a hint how to stop it', () => {
    expect(storeInUse('/data', 42, describeCommand(`${server}--console-mode `))).toMatchObject({
      code: 'target-unusable',
      message: 'The store in /data is in use by process 42, started with `neo4j console`',
      hint: expect.stringContaining('Ctrl-C'),
    });
  });
});
