import { describe, expect, it } from 'vitest';
import { writeSettings } from '../../../src/targets/embedded/settings.ts';
import { readPorts, readSetting, replacePorts } from '../../../src/targets/neo4j/settings.ts';

const gibibyte = 1024 ** 3;
const options = { version: '5.26.30', bolt: 7687, http: 7474, memory: 12 * gibibyte };

describe('the settings of a new home', () => {
  it('listen on loopback only and report no usage', () => {
    const settings = writeSettings({ ...options, version: '2026.08.1' });
    const addresses = settings.match(/^.*_address=.*$/gm) ?? [];
    expect(addresses).toHaveLength(5);
    expect(addresses.filter((address) => !address.includes('=127.0.0.1'))).toEqual([]);
    for (const name of ['dbms.usage_report.enabled', 'client.allow_telemetry', 'server.fleet_discovery.enabled']) {
      expect(readSetting(settings, name)).toBe('false');
    }
  });

  it.each([
    [1, '512m', '256m'],
    [12, '2048m', '2048m'],
    [256, '4096m', '8192m'],
  ])('of %i GiB of memory give the heap %s and the page cache %s', (gibibytes, heap, pageCache) => {
    const settings = writeSettings({ ...options, memory: gibibytes * gibibyte });
    expect(readSetting(settings, 'server.memory.heap.max_size')).toBe(heap);
    expect(readSetting(settings, 'server.memory.pagecache.size')).toBe(pageCache);
  });

  it.each(['5.26.30', '2026.08.1'])('contain no setting twice for %s', (version) => {
    const names = Array.from(writeSettings({ ...options, version }).matchAll(/^([^#=]+)=/gm), ([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('ports', () => {
  it('are read back as written', () => {
    expect(readPorts(writeSettings({ ...options, bolt: 17687, http: 17474 }))).toEqual({ bolt: 17687, http: 17474 });
  });

  it('are the default ports when the settings name none', () => {
    expect(readPorts('server.http.enabled=false\n')).toEqual({ bolt: 7687, http: 7474 });
  });

  it('change in their settings and nowhere else', () => {
    const before = `${writeSettings(options)}# mine\nserver.bolt.thread_pool_max_size=7687\n`;
    const after = replacePorts(before, { bolt: 1, http: 2 });
    expect(after).toBe(before.replaceAll('127.0.0.1:7687', '127.0.0.1:1').replaceAll('127.0.0.1:7474', '127.0.0.1:2'));
  });
});
