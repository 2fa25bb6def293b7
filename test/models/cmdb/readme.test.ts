import { describe, expect, it } from 'vitest';
import { createRecordReader } from '../../../src/model/record.ts';
import type { ClassShare } from '../../../src/models/cmdb/ci-class.ts';
import { classes } from '../../../src/models/cmdb/classes.ts';
import { cmdb } from '../../../src/models/cmdb/model.ts';
import { namedServices } from '../../../src/models/cmdb/structure/named-services.ts';
import { bindEstate } from './estate.ts';
import { readPage, readTable } from './readme.ts';

const shared = classes.reduce((sum, { share }) => sum + partsOf(share), 0);

/** Parts of 10,000; 0 for what has another share. */
function partsOf(share: ClassShare): number {
  if (typeof share === 'number') return share;
  return typeof share === 'object' && 'parts' in share ? share.parts : 0;
}

function formatShare(share: ClassShare): string {
  if (share === 'rest') return `the rest, ${(10_000 - shared) / 100} %`;
  if (typeof share === 'number') return `${share / 100} %`;
  if ('rootDivisor' in share) return `2 + √scale / ${share.rootDivisor}`;
  const each = share.perDataCenter === undefined ? '' : ' for each data center';
  return `${share.parts / 100} %, at least ${share.perDataCenter ?? share.least}${each} from 1,000 CIs on`;
}

describe('the README of the CMDB', () => {
  it('lists every class in order, with its share', async () => {
    const rows = await readTable('class');
    expect(rows.map(([label, share]) => [label, share])).toEqual(
      classes.map(({ label, share }) => [label, formatShare(share)]),
    );
  });

  it('names only properties that a class has', async () => {
    const faults = (await readTable('class')).flatMap(([label, , properties = '']) => {
      const known = Object.keys(cmdb.nodes.find((node) => node.label === label)!.columns);
      const named = properties
        .replace('those of an application; ', '')
        .replaceAll(/\s*\([^)]*\)|, …/g, '')
        .split(', ');
      return named.filter((name) => !known.includes(name)).map((name) => `${label}.${name}`);
    });
    expect(faults).toEqual([]);
  });

  it('lists every relationship type in order, also in the words of ServiceNow', async () => {
    const types = cmdb.relationships.map(({ type }) => type);
    expect((await readTable('type')).map(([type]) => type)).toEqual(types);
    expect((await readTable('relationship of the model')).map(([type]) => type)).toEqual(types);
  });

  it('lists the names that each class has in ServiceNow', async () => {
    const expected = bindEstate(10_000).nodes.map((table) => {
      const read = createRecordReader(table);
      const names = Array.from({ length: table.count }, (_, ordinal) => String(read(ordinal).properties['csdmClass']));
      return [table.name, [...new Set(names)].sort().join(', ')];
    });
    expect(await readTable('class of the model')).toEqual(expected);
  });

  it('lists the named services', async () => {
    expect(await readPage()).toContain(`\n${namedServices.map(({ name }) => name).join(', ')}.\n`);
  });
});
