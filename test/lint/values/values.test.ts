// The forms of values that the differential test found, for runs without Java.
import { describe, expect, it } from 'vitest';
import { lintFiles } from '../lint-files.ts';

/** How many values of a type are errors, and the warnings. */
async function lintValues(type: string, values: readonly string[], version?: string) {
  const rows = values.map((value, index) => `${index},"${value.replaceAll('"', '""')}"\n`).join('');
  const { findings } = await lintFiles({ 'a.csv': `id:ID,"v:${type}"\n${rows}` }, { version });
  const lines = (wanted: string): readonly number[] =>
    findings.filter(({ severity }) => severity === wanted).flatMap((finding) => finding.lines);
  return {
    refused: lines('error').map((line) => values[line - 2]),
    changed: findings.map(({ becomes }) => becomes).filter((becomes) => becomes !== undefined),
  };
}

describe('lintFolder', () => {
  it('judges the values of a list after one that it warns about', async () => {
    const { findings } = await lintFiles({
      'a.csv': `id:ID,a:time[],b:datetime[],c:float[],d:point[]
1,10:30;11:00+x1:00,,,
2,,2020-01-31T10:30:00;2020-99-31T10:30:00Z,,
3,,,1E50;,
4,,,,"{x:1,y:2,q:5};{x:a,y:4}"
`,
    });

    expect(findings.map(({ severity, lines }) => [severity, ...lines])).toEqual([2, 3, 4, 5].map((n) => ['error', n]));
  });

  it('takes forms that only the parsers of Neo4j know', async () => {
    const { findings } = await lintFiles({
      'a.csv': `id:ID,t:datetime,d:date,p:point,n:int{a}
1,2020-01-31T10:30:00[Z],,,
3,,2020W05-3,,
4,,,"{latitude:1,longitude:2d}",
5,,,"{x:1,y:2,c4s:x}",
6,,,,7
`,
    });

    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([
    [
      'date',
      ['2020W05-3', '+2020W5', '2020Q2-91'],
      ['2020-1', '2021-W53', '2020-w05', '2020-Q1-92', '+999999999-W52-7'],
    ],
    ['localtime', ['T1030', '9:5'], ['t10:30', '10:30.5']],
    ['datetime', ['2020-1-5t10z', '2020-01-31T10[america/new york]'], ['2020-1T10Z', '2020-01-31T10[EST]']],
    ['datetime', ['2020-01-31T10[GMT0]', '2020-01-31T10[z]'], ['2020-01-31T10[UT]', '2020-01-31T10[GMT+1]']],
    ['datetime', ['+12020-07-31T10+02:00[Europe/Berlin]'], ['+12020-07-31T10+01:00[Europe/Berlin]']],
    ['duration', ['P1Y1.5M', 'PT24:60:60', '-P1,5W'], ['P1.5Y1M', 'PT25:00', 'P0001-13-01', 'P106751991167301D']],
    ['int', ['\u001c7\u2003'], ['7\u00a0', '７']],
    ['double', ['\u00007f', '0x.8P-2d'], ['\u20037', '7\u00a0', 'NaNd']],
    ['point', ["{x:'1',y:0x1p3}", '{x:1,y:2,srid:-1}'], ['{x:1,y:2,crs:wgs-84,srid:4326}', '{x:1e400,y:2}']],
    ['point[]', ['{x:1,y:2};{x:3,y:4,srid:7203}'], ['{x:1,y:2};{latitude:1,longitude:2}', '{x:1,y:2};{x:1,y:2,z:3}']],
    ['point{srid:4326}', ['{x:1,y:90}'], ['{x:1,y:91}', '{x:1,y:2,crs:wgs-84}']],
    ['datetime{timezone:UTC+01:00}', ['2020-01-31T10:30Z'], ['2020-01-31T10:30']],
  ])('takes and refuses a %s as the importer does', async (type, taken, refused) => {
    expect((await lintValues(type, [...taken, ...refused])).refused).toEqual(refused);
  });

  it('follows the version of Neo4j where its parsers changed', async () => {
    const offset = ['10:30+01:00:30'];
    expect((await lintValues('time', offset)).refused).toEqual(offset);
    expect((await lintValues('time', offset, '2026.08.1')).refused).toEqual([]);
    const wide = ['99999999999999999999999', '-18446744073709551615'];
    expect((await lintValues('long', wide)).changed).toHaveLength(1);
    expect((await lintValues('long', wide, '2026.08.1')).refused).toEqual(['-18446744073709551615']);
    expect((await lintValues('int[]', ['[1;2'], '2026.08.1')).refused).toEqual(['[1;2']);
  });

  it('names what the importer stores instead of what a point says', async () => {
    const points = ['{x:1,y:2,latitude:3,longitude:4}', '{x:1,y:2,height:3}'];
    expect((await lintValues('point', points.slice(0, 1))).changed).toEqual(['{x:1, y:2}']);
    expect((await lintValues('point', points.slice(1))).changed).toEqual(['{x:1, y:2}']);
  });

  it('refuses a longitude with which the importer does not finish', async () => {
    const endless = '{latitude:1, longitude:1e17}';
    expect((await lintValues('point', [endless, '{x:1e17,y:1}'])).refused).toEqual([endless]);
  });
});
