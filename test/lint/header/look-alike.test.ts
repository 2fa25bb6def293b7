import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suggestHeader } from '../../../src/lint/header/look-alike.ts';
import { lintFolder } from '../../../src/lint/lint-folder.ts';
import { lintFiles, writeFiles } from '../lint-files.ts';

/** The findings in the header of a file, as `severity rule column: expected, found`. */
async function findLookAlikes(header: string): Promise<readonly string[]> {
  const isRelationship = /:(START_ID|END_ID|TYPE)\b/i.test(header);
  const files = isRelationship ? { 'n.csv': 'id:ID,:LABEL\n', 'r.csv': `${header}\n` } : { 'n.csv': `${header}\n` };
  const { findings } = await lintFiles(files, { version: '5.26.30' });
  return findings.map(({ severity, rule, column, expected }) => `${severity} ${rule} ${column}: ${expected}`);
}

describe('lintFolder on columns that look like ids, labels and types', () => {
  it.each([
    ['id:ID,label', ['warning header-look-alike 2: a column :LABEL']],
    ['id:ID,LABEL', ['warning header-look-alike 2: a column :LABEL']],
    ['id:ID,_labels', ['warning header-look-alike 2: a column :LABEL']],
    ['id:ID,~label', ['warning header-look-alike 2: a column :LABEL']],
    ['id:ID,category:string', ['warning header-look-alike 2: a column :LABEL']],
    ['id:ID,:LABELS', ['error header-look-alike 2: a column :LABEL']],
    ['id:ID,:LABEL ', ['error header-look-alike 2: a column :LABEL']],
    ['~id,:LABEL', ['warning header-look-alike 1: a column :ID']],
    ['_id,name,:LABEL', ['warning header-look-alike 1: a column :ID']],
    ['x:NODE_ID,:LABEL', ['error header-look-alike 1: a column :ID']],
    ['x:ID ,:LABEL', ['error header-look-alike 1: a column :ID']],
    [
      ':SOURCE,:TARGET,:TYPE',
      ['error header-look-alike 1: a column :START_ID', 'error header-look-alike 2: a column :END_ID'],
    ],
    [
      '_start,_end,:TYPE',
      ['error header-look-alike 1: a column :START_ID', 'error header-look-alike 2: a column :END_ID'],
    ],
    [':START_ID,to,:TYPE', ['error header-look-alike 2: a column :END_ID']],
    [':START_ID,:END_ID,_type', ['warning header-look-alike 3: a column :TYPE']],
    [':START_ID,:END_ID,~label', ['warning header-look-alike 3: a column :TYPE']],
  ])('names the column in %s', async (header, findings) => {
    expect(await findLookAlikes(header)).toEqual(findings);
  });

  it.each([
    'id:id,:Label',
    'id:ID,x:LABEL,label',
    'id:ID,:LABEL,category,type,source,target',
    ':Start_id,:end_ID,:Type,label,id,source',
    'id:ID(P){x:1},name',
    ':LABEL,name',
  ])('accepts %s, as neo4j-admin does', async (header) => {
    expect((await findLookAlikes(header)).filter((text) => text.includes('look-alike'))).toEqual([]);
  });

  it('does not look for labels that --nodes names', async () => {
    const folder = await writeFiles({ 'n.csv': 'id:ID,label\n' });
    const groups = [{ kind: 'node', labels: ['P'], files: [join(folder, 'n.csv')] }] as const;
    expect((await lintFolder({ folder, groups })).findings).toEqual([]);
  });

  it.each([
    ['~id,~label,name:String', 'id:ID,:LABEL,name:String'],
    ['~id,~from,~to,~label', ':START_ID,:END_ID,:TYPE'],
    ['id,category,name', 'id:ID,:LABEL,name'],
    ['node_id,name', 'node_id:ID,name'],
    ['node_id_start,node_id_end,rel_type', ':START_ID,:END_ID,:TYPE'],
    ['subject,predicate,object', ':START_ID,:TYPE,:END_ID'],
    ['Source,Target,Type,Weight', ':START_ID,:END_ID,:TYPE,Weight'],
    ['Id,Label', 'Id:ID,:LABEL'],
  ])('suggests a header for the names %s', (names, header) => {
    expect(suggestHeader(names.split(','))?.join(',')).toContain(header);
  });

  it.each(['1,Ann,P', 'name,age', '', 'Ann'])('suggests nothing for %s', (row) => {
    expect(suggestHeader(row.split(','))).toBeUndefined();
  });

  it('says what to write into a file without a header', async () => {
    const { findings } = await lintFiles({ 'n.csv': '~id,~label\n1,P\n', 'x.csv': 'name,age\nAnn,1\n' });
    expect(findings.map(({ remedy }) => remedy)).toEqual([
      'Write `id:ID,:LABEL` in its first line.',
      'Add a header such as `id:ID,name,:LABEL` or `:START_ID,:END_ID,:TYPE`, or name the files of a table together with --nodes or --relationships.',
    ]);
  });
});
