#!/usr/bin/env node
// Checks the version of Node before it imports anything that an older Node cannot read.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** The same range as `engines` in package.json. */
const supported = (major === 22 && minor >= 18) || major === 24 || major >= 26;

if (supported) {
  // Node keeps compiled code beside the temporary files, which makes the next start faster. NODE_DISABLE_COMPILE_CACHE=1 turns it off.
  (await import('node:module')).enableCompileCache();
  const { main } = await import('./cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
  // After an interruption, a connection to a server that never answers would keep the process alive for half a minute.
  if (process.exitCode === 130 || process.exitCode === 143) process.exit();
} else {
  process.stderr.write(
    `bulkgen needs Node 22.18 or newer (but not 23 or 25), and this is Node ${process.versions.node}. ` +
      'Install Node 24 from https://nodejs.org or with a version manager ("nvm install 24"), and run bulkgen again.\n',
  );
  process.exitCode = 1;
}
