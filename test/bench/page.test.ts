import { describe, expect, it } from 'vitest';
import { formatPage } from '../../src/bench/page/format-page.ts';
import { createReport } from './create-report.ts';

const hostile = `</script></style><img src=x onerror=alert(1)>"'&`;

describe('the page of a bench', () => {
  it('has no script, loads nothing, and forbids both', async () => {
    const page = await formatPage(createReport());
    expect(page).not.toMatch(/<script|<img|<iframe|<object|@import|url\((?!#)|\ssrc=|\son\w+=/i);
    expect([...page.matchAll(/\shref="([^"]*)"/g)].map(([, address]) => address)).toEqual(['data:,']);
    expect(page).toContain(`http-equiv="content-security-policy" content="default-src 'none';`);
  });

  it('shows the machine, the versions, the settings and the warnings of the bench', async () => {
    const { environment, warnings, ...report } = createReport();
    const page = await formatPage({ ...report, environment, warnings });
    const { processorModel, neo4j, java, node, bulkgen, settings } = environment;
    const texts = [processorModel, neo4j, java, node, bulkgen, ...Object.entries(settings).flat(), ...warnings];
    for (const text of [...texts, '2026-11-28 14:05 UTC', '>complete<']) expect(page).toContain(text);
  });

  it('has a title and a text alternative with every value for each plot', async () => {
    const page = await formatPage(createReport({ rounds: 1 }));
    const titles = [...page.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, title]) => title);
    const perScale = ['Rows a second', 'Processor time a row', 'Memory', 'Speed-up over create'];
    expect(titles).toEqual([
      ...['Whole time, cold server', 'Whole time, warm server'],
      ...['small', 'medium', 'large'].flatMap((scale) => perScale.map((title) => `${title}, ${scale}`)),
    ]);
    const alternatives = [...page.matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, text]) => text);
    expect(alternatives).toHaveLength(titles.length);
    expect(alternatives[0]).toMatch(
      /^Line plot of the whole time on a cold server\. small: create 11\.8 s, .* first plan/,
    );
    expect(alternatives[5]).toMatch(/^Bar plot of speed-up over create at small: create cold 1\.00 ×, create warm/);
  });

  it('marks what was computed from an extrapolated time', async () => {
    const page = await formatPage(createReport());
    const [small, medium] = page.split('<figure>').filter((figure) => figure.includes('<h3>Speed-up'));
    expect(small).not.toMatch(/≈|Dashed outline/);
    expect(medium).toMatch(/Dashed outline: from an extrapolated time\./);
    expect(medium?.match(/>≈ [\d.]+ ×<\/text>/g)).toHaveLength(14);
  });

  it('shows texts of the report as they are', async () => {
    const report = createReport({ scales: [{ name: hostile, nodes: 10, relationships: 30 }], methods: ['unwind'] });
    const page = await formatPage({
      ...{ ...report, seed: hostile, warnings: [hostile], kpis: [{ ...report.kpis[0]!, name: hostile }] },
      environment: { ...report.environment, settings: { [hostile]: hostile }, plugins: [hostile] },
      failures: [{ scale: hostile, method: 'apoc', state: 'cold', round: 1, message: hostile }],
    });
    expect(page).not.toMatch(/<img|<\/script/);
    expect(page.match(/<\/style>/g)?.length).toBe(1 + (page.match(/<svg/g)?.length ?? 0));
    expect(page.match(/&lt;img src=x onerror=alert\(1\)&gt;&quot;&#39;&amp;/g)?.length).toBeGreaterThan(10);
  });

  it('says that a bench was interrupted, also before the first result', async () => {
    const page = await formatPage({ ...createReport(), complete: false, results: [], runs: [], kpis: [] });
    expect(page).toContain('>interrupted<');
    expect(page).not.toContain('<svg');
  });
});
