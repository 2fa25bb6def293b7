import { describe, expect, it } from 'vitest';
import { doubleBackslashes } from '../../src/load/double-backslashes.ts';

describe('doubleBackslashes', () => {
  it.each([
    ['a\\b,c\n', 'a\\b,c\n'],
    ['"a,\\",\\\n', '"a,\\\\",\\\n'],
    ['"say ""\\"",","\\n",x\\y\n', '"say ""\\\\"",","\\\\n",x\\y\n'],
    ['"two\n\\lines"\n', '"two\n\\\\lines"\n'],
  ])('turns %j into %j', (csv, expected) => {
    expect(doubleBackslashes(Buffer.from(csv)).toString()).toBe(expected);
  });
});
