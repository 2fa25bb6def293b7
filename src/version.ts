import { readFileSync } from 'node:fs';

interface PackageFile {
  readonly version: string;
}

/** The version of this package; its package.json lies beside both src and dist. */
export const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as PackageFile;
