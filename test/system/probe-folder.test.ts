import { expect, it } from 'vitest';
import { parseProbe } from '../../src/system/probe-folder.ts';

it.each([
  ['GNU', '/dev/vda 264212084 24210916 71290348      26% /', { mount: '/', free: 71290348 * 1024 }],
  ['macOS', 'map auto_home 0 0 0 100% /System/Volumes/My Home', { mount: '/System/Volumes/My Home', free: 0 }],
  ['a file system without blocks', 'proc 0 0 0 - /proc', { mount: '/proc', free: 0 }],
  ['an overfull one', '/dev/sda1 100 110 -10 110% /full', { mount: '/full', free: 0 }],
  ['nothing', '', { mount: undefined, free: undefined }],
])('the line of df from %s is read', (_what, line, expected) => {
  expect(parseProbe(`yes\nno\n${line}\n/nearest`, '/asked')).toEqual({
    nearest: '/nearest',
    isFolder: true,
    isWritable: false,
    ...expected,
  });
});

it('accepts a path with line breaks', () => {
  expect(parseProbe('yes\nyes\n\n/odd\nname', '/asked').nearest).toBe('/odd\nname');
});
