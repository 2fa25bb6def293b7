#!/usr/bin/env node
// The version of Node is looked at before anything is imported that an older one could not read.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** The same range as `engines` in package.json. */
const supported = (major === 22 && minor >= 18) || major === 24 || major >= 26;

if (supported) {
  const { main } = await import('./cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
  // Interrupted: a connection to a server that never answers would keep the process for half a minute.
  if (process.exitCode === 130 || process.exitCode === 143) process.exit();
} else {
  process.stderr.write(
    `bulkgen needs Node 22.18 or newer (22, 24, 26 and later; not 23 or 25) and this is Node ${process.versions.node}: ` +
      'install Node 24 from https://nodejs.org or with a version manager, for instance "nvm install 24", and run it again.\n',
  );
  process.exitCode = 1;
}
