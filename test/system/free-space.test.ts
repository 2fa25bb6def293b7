import { expect, it } from 'vitest';
import { noSpace } from '../../src/system/free-space.ts';

it('names the place, the space that is needed and the space that is free', () => {
  const shortage = { place: '/data of a server', needed: 1.25e9, free: 5e6 };
  expect(noSpace(shortage, { hint: 'Free some space.' })).toMatchObject({
    code: 'no-space',
    message: 'Expected 1.3 GB of free space in /data of a server, got 5.0 MB',
    hint: 'Free some space.',
  });
});
