// fetch-jars VERSION: provides the jars of that Neo4j in bulkgen's cache, or in the tests'. Prints their folder, and the Java
// that it runs on.
import { join } from 'node:path';
import { ProgressTracker } from '../src/progress/tracker.ts';
import { findFolders } from '../src/system/own-folders.ts';
import { installationFolder } from '../src/targets/embedded/installation.ts';
import { provision } from '../src/targets/embedded/provision.ts';
import { findJava } from '../src/targets/java/find-java.ts';
import { resolveNeo4jVersion } from '../src/targets/neo4j/version.ts';

const { env } = process;
const version = resolveNeo4jVersion(process.argv[2]);
const cache = env['BULKGEN_TEST_HOME'] ? join(env['BULKGEN_TEST_HOME'], 'cache') : findFolders({ env }).cache;
const java = await findJava(version, { env });
await provision({ version, java, cache, env, tracker: new ProgressTracker() });
process.stdout.write(`${await installationFolder(cache, version)}\n${java.executable}\n`);
