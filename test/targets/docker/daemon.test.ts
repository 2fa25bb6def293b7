import { expect, it } from 'vitest';
import { readVersion } from '../../../src/targets/docker/daemon.ts';

it.each([
  ['Docker version 28.2.2, build e6534b4', '28.2.2'],
  ['Docker Compose version v2.40.3\n', '2.40.3'],
  ['podman version 5.4.2', '5.4.2'],
  ['something else', undefined],
])('reads from `%s` the version %s', (text, version) => {
  expect(readVersion(text)).toBe(version);
});
