import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeInstallation } from '../../../src/targets/local/installation.ts';
import { findProgram, programEnvironment } from '../../../src/targets/local/program.ts';
import { layOut } from './layout.ts';

const java = { executable: '/jvm/17/bin/java', version: '17.0.15', major: 17 };

describe('the programs of an installation', () => {
  it('are its scripts', async () => {
    const home = await layOut();
    const installation = await describeInstallation(home, {});
    expect(findProgram(installation, 'admin', java)).toEqual({ command: join(home, 'bin', 'neo4j-admin'), args: [] });
  });

  it('are started from its jars when the scripts are missing', async () => {
    const home = await layOut({ hasScripts: false });
    const { command, args } = findProgram(await describeInstallation(home, {}), 'server', java);
    expect(command).toBe(java.executable);
    expect(args).toEqual(expect.arrayContaining([join(home, 'lib', '*'), `-Dbasedir=${home}`]));
    expect(args.at(-1)).toBe('org.neo4j.server.startup.Neo4jCommand');
  });

  it('get its folders, a suitable Java and time to stop, and no password', async () => {
    const home = await layOut();
    const installation = await describeInstallation(home, {});
    const env = { NEO4J_PASSWORD: 'secret', NEO4J_HOME: '/another', NEO4J_SHUTDOWN_TIMEOUT: '5', HEAP_SIZE: '2g' };
    const given = programEnvironment({ installation, java, env, account: undefined });
    expect(given).toMatchObject({
      NEO4J_HOME: home,
      NEO4J_CONF: join(home, 'conf'),
      NEO4J_SHUTDOWN_TIMEOUT: '120',
      JAVA_HOME: '/jvm/17',
      HEAP_SIZE: '2g',
    });
    expect(JSON.stringify(given)).not.toContain('secret');
  });

  it('get a longer time to stop, the licence, and the home of another account', async () => {
    const installation = await describeInstallation(await layOut(), {});
    const env = { NEO4J_SHUTDOWN_TIMEOUT: '600', NEO4J_ACCEPT_LICENSE_AGREEMENT: 'yes', HOME: '/root' };
    const account = { uid: 7474, gid: 7474 };
    expect(programEnvironment({ installation, java, env, account })).toMatchObject({
      NEO4J_SHUTDOWN_TIMEOUT: '600',
      NEO4J_ACCEPT_LICENSE_AGREEMENT: 'yes',
      HOME: installation.home,
    });
  });

  it('find a Java themselves when that of bulkgen is a shim without a home', async () => {
    const installation = await describeInstallation(await layOut(), {});
    const shim = { ...java, executable: '/home/me/.shims/java' };
    const given = programEnvironment({ installation, java: shim, env: { JAVA_HOME: '/mine' }, account: undefined });
    expect(given['JAVA_HOME']).toBe('/mine');
  });
});
