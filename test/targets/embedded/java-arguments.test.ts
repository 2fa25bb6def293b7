import { describe, expect, it } from 'vitest';
import {
  adminArguments,
  type EmbeddedInstallation,
  serverArguments,
} from '../../../src/targets/embedded/java-arguments.ts';

const installation: EmbeddedInstallation = {
  version: '5.26.30',
  java: { executable: '/jdk/bin/java', version: '17.0.1', major: 17 },
  classPath: '/c/lib/*:/c/plugins/*',
  pluginFolder: '/c/plugins',
  archiveFolder: '/c/archives',
  archives: { import: '/c/import.jsa', server: '/c/server.aot' },
};

describe('adminArguments', () => {
  it('passes the arguments on after the main class', () => {
    const args = adminArguments(installation, ['database', 'info']);
    expect(args.slice(0, 2)).toEqual(['-cp', '/c/lib/*:/c/plugins/*']);
    expect(args.slice(-3)).toEqual(['org.neo4j.cli.AdminTool', 'database', 'info']);
    expect(args).toContain('-XX:SharedArchiveFile=/c/import.jsa');
    expect(args.filter((arg) => arg.startsWith('-Xm'))).toEqual([]);
  });

  it('takes a heap and another archive', () => {
    const args = adminArguments(installation, [], { heap: '2g', archiveTo: '/tmp/a.jsa' });
    expect(args).toEqual(expect.arrayContaining(['-Xms2g', '-Xmx2g', '-XX:ArchiveClassesAtExit=/tmp/a.jsa']));
    expect(args).not.toContain('-XX:SharedArchiveFile=/c/import.jsa');
  });

  it('uses no archive where there is none', () => {
    const args = adminArguments({ ...installation, archives: {} }, []);
    expect(args.filter((arg) => arg.startsWith('-XX'))).toEqual([]);
  });

  it('adds the options of newer Javas only there', () => {
    const option = '--sun-misc-unsafe-memory-access=allow';
    expect(adminArguments(installation, [])).not.toContain(option);
    const java = { ...installation.java, major: 25 };
    expect(adminArguments({ ...installation, java }, [])).toContain(option);
  });
});

describe('serverArguments', () => {
  it('names the home, its settings and the plugins', () => {
    const args = serverArguments(installation, '/my home', { heap: '512m' });
    expect(args.slice(-5)).toEqual([
      'org.neo4j.server.CommunityEntryPoint',
      '--home-dir=/my home',
      '--config-dir=/my home/conf',
      '-c',
      'server.directories.plugins=/c/plugins',
    ]);
    expect(args).toEqual(expect.arrayContaining(['-Xmx512m', '-XX:AOTCache=/c/server.aot']));
  });
});
