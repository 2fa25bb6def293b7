import { expect, it } from 'vitest';
import { readDownload } from '../../../src/targets/embedded/run-maven.ts';

it.each([
  [
    '[INFO] Downloaded from central: https://host/maven2/a/zstd-jni-1.5.6-3.jar (6.7 MB at 21 MB/s)',
    ['zstd-jni-1.5.6-3.jar', 6.7e6],
  ],
  [
    '[INFO] Downloaded from mirror: http://host/b/slf4j-api-1.7.36.jar (41 kB at 235 kB/s)',
    ['slf4j-api-1.7.36.jar', 41e3],
  ],
  ['[INFO] Downloaded from central: https://host/c/tiny-1.pom (712 B at 9.0 kB/s)', ['tiny-1.pom', 712]],
  ['[INFO] Downloading from central: https://host/maven2/a/zstd-jni-1.5.6-3.jar', undefined],
  ['[INFO] BUILD SUCCESS', undefined],
])('reads %s as %o', (line, download) => {
  expect(readDownload(line)).toEqual(download);
});
