import { describe, expect, it } from 'vitest';
import type { ClassShare } from '../../../src/models/cmdb/ci-class.ts';
import { classes } from '../../../src/models/cmdb/classes.ts';
import { cmdb } from '../../../src/models/cmdb/model.ts';
import { readTable } from './readme.ts';

const shared = classes.reduce((sum, { share }) => sum + (typeof share === 'number' ? share : 0), 0);

function formatShare(share: ClassShare): string {
  if (typeof share === 'object') return `2 + √scale / ${share.rootDivisor}`;
  return share === 'rest' ? `the rest, ${(10_000 - shared) / 100} %` : `${share / 100} %`;
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

  it('lists every relationship type in order', async () => {
    expect((await readTable('type')).map(([type]) => type)).toEqual(cmdb.relationships.map(({ type }) => type));
  });
});
