import { describe, expect, it } from 'vitest';
import { judgeCommand, storeInUse } from '../../../src/targets/neo4j/store-user.ts';

const server =
  '/usr/bin/java -cp /opt/neo4j/lib/* org.neo4j.server.CommunityEntryPoint --home-dir=/opt/neo4j --config-dir=/c ';

describe('a process that uses a store', () => {
  it.each([
    ['a server in the background', server, true, /Neo4j that no pid file names/],
    ['a server in a console', `${server}--console-mode `, false, /`neo4j console`/],
    ['neo4j-admin', '/usr/bin/java -cp x org.neo4j.cli.AdminTool database dump neo4j ', false, /`neo4j-admin` at work/],
    ['any other program', '/usr/bin/python3 app.py ', false, /^`\/usr\/bin\/python3`$/],
    ['one that cannot be seen', '', false, /^`unknown`$/],
  ])('is judged: %s', (_what, command, canStop, what) => {
    expect(judgeCommand(command)).toMatchObject({ canStop, what: expect.stringMatching(what) });
  });

  it('is named in the refusal, with what to do', () => {
    expect(storeInUse('/data', 42, judgeCommand(`${server}--console-mode `))).toMatchObject({
      code: 'target-unusable',
      message: 'The store in /data is in use by process 42, started with `neo4j console`',
      hint: expect.stringContaining('Ctrl-C'),
    });
  });
});
