import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import type { GraphStats } from '../../src/stats/graph-stats.ts';
import { measureGraph } from '../../src/stats/measure-graph.ts';
import { formatStatsPage } from '../../src/stats/page/format-page.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { serviceFiles, writeFiles } from './services.ts';

const hostile = `</script></style><img src=x onerror=alert(1)>"'&`;

async function measureServices(files: Readonly<Record<string, string>> = {}): Promise<GraphStats> {
  const folder = await makeTemporaryFolder();
  await writeFiles(folder, { ...serviceFiles, ...files });
  return measureGraph({ folder, csv: {} });
}

describe('the page of the shape of a graph', () => {
  it('has no script, loads nothing, and forbids both', async () => {
    const page = await formatStatsPage(await measureServices());
    expect(page).not.toMatch(/<script|<img|<iframe|<object|@import|url\((?!#)|\ssrc=|\son\w+=/i);
    expect(page).toContain(`http-equiv="content-security-policy" content="default-src 'none';`);
  });

  it('has a title and a text alternative for each plot: degrees above one, and properties with few values', async () => {
    const page = await formatStatsPage(await measureServices());
    const titles = [...page.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, title]) => title);
    expect(titles).toEqual([
      ...['any', 'Service', 'Database'].map((end) => `CALLS, Service → ${end}`),
      ...['CALLS, protocol', 'Service, environment'],
    ]);
    const alternatives = [...page.matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, text]) => text);
    expect(alternatives).toHaveLength(titles.length);
    expect(alternatives[1]).toBe(
      'Line plot of the degrees of CALLS, Service → Service: fan-in: median 1, p90 3, p99 3, max 3. fan-out: median 1, p90 2, p99 2, max 2.',
    );
    expect(alternatives[4]).toBe('Bar plot of environment of Service: dev 50.0 %, prod 50.0 %.');
  });

  it('shows published figures beside calls between microservices of the CMDB', async () => {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, scale: 500, workers: 1 });
    const page = await formatStatsPage(await measureGraph({ folder }));
    expect(page.match(/Hollow marks: Huye/g)).toHaveLength(1);
    expect(page).toContain('Published: Huye, Shkuro, Sambasivan, USENIX ATC 2023');
  });

  it('shows texts of the files as they are', async () => {
    const quoted = `"${hostile.replaceAll('"', '""')}"`;
    const rows = ['s1', 's2', 's3', 's4'].map((id, place) => `${id},${place % 2 ? quoted : 'x'},${quoted}\n`);
    const page = await formatStatsPage(
      await measureServices({ 'service.csv': `id:ID,environment,:LABEL\n${rows.join('')}` }),
    );
    expect(page).not.toMatch(/<img|<\/script/);
    expect(page.match(/&lt;img src=x onerror=alert\(1\)&gt;&quot;&#39;&amp;/g)?.length).toBeGreaterThan(3);
  });
});
