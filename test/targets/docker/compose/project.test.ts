import { describe, expect, it } from 'vitest';
import { locateProject } from '../../../../src/targets/docker/compose/project.ts';

describe('locateProject', () => {
  it('names the project bulkgen, with its own folder', () => {
    expect(locateProject({ BULKGEN_HOME: '/srv' })).toMatchObject({
      name: 'bulkgen',
      home: { folder: '/srv/docker/bulkgen' },
    });
  });

  it('uses the name in BULKGEN_PROJECT', () => {
    const env = { BULKGEN_HOME: '/srv', BULKGEN_PROJECT: 'second_1' };
    expect(locateProject(env)).toMatchObject({ name: 'second_1', home: { folder: '/srv/docker/second_1' } });
  });

  it.each(['../x', 'Big', '-x', 'a b'])('refuses `%s`, which Compose does not accept', (name) => {
    expect(() => locateProject({ BULKGEN_PROJECT: name })).toThrow(expect.objectContaining({ code: 'invalid-option' }));
  });
});
