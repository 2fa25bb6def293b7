import { describe, expect, it } from 'vitest';
import { locateProject } from '../../../../src/targets/docker/compose/project.ts';

describe('locateProject', () => {
  it('is bulkgen, with a folder of its own', () => {
    expect(locateProject({ BULKGEN_HOME: '/srv' })).toMatchObject({
      name: 'bulkgen',
      home: { folder: '/srv/docker/bulkgen' },
    });
  });

  it('is what BULKGEN_PROJECT names', () => {
    const env = { BULKGEN_HOME: '/srv', BULKGEN_PROJECT: 'second_1' };
    expect(locateProject(env)).toMatchObject({ name: 'second_1', home: { folder: '/srv/docker/second_1' } });
  });

  it.each(['../x', 'Big', '-x', 'a b'])('refuses `%s`, which Compose would not take', (name) => {
    expect(() => locateProject({ BULKGEN_PROJECT: name })).toThrow(expect.objectContaining({ code: 'invalid-option' }));
  });
});
