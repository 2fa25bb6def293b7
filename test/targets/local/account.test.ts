import { describe, expect, it } from 'vitest';
import { chooseAccount } from '../../../src/targets/local/account.ts';

const question = { owner: { uid: 7474, gid: 7475 }, folder: '/data', ownerName: 'neo4j' };

describe('the account to work as', () => {
  it('is undefined for the owner of the data', () => {
    expect(chooseAccount({ ...question, user: 7474 })).toBeUndefined();
    expect(chooseAccount({ ...question, owner: { uid: 0, gid: 0 }, user: 0 })).toBeUndefined();
  });

  it('is the owner of the data for root', () => {
    expect(chooseAccount({ ...question, user: 0 })).toEqual({ uid: 7474, gid: 7475 });
  });

  it.each([
    [7474, 'neo4j', 'with `sudo -u neo4j` before'],
    [7474, '7474', "with `sudo -u '#7474'` before"],
    [0, 'root', 'with `sudo` before'],
  ])('is refused to any other user, with a hint for owner %i, %s', (uid, ownerName, cure) => {
    expect(() => chooseAccount({ ...question, owner: { uid, gid: 7475 }, ownerName, user: 1000 })).toThrow(
      expect.objectContaining({
        code: 'target-unusable',
        message: `Expected to run as the owner of /data, user \`${ownerName}\``,
        hint: expect.stringContaining(cure),
      }),
    );
  });
});
