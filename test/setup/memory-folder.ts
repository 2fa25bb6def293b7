// Before each file of unit tests. Their files are small and soon gone, but each is flushed: on a disk that is half of their time.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memoryFolder = '/dev/shm'; // of Linux; elsewhere the disk it is

if (existsSync(memoryFolder)) {
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache'); // what stays is not for the memory
  process.env['TMPDIR'] = memoryFolder;
}
