import { Option } from 'commander';

/** Where Neo4j runs. */
export function targetOptions(): readonly Option[] {
  return [
    new Option('--target <kind>', 'where Neo4j runs').choices(['auto', 'docker', 'local', 'embedded']).default('auto'),
    new Option('--container <name>', 'container of Neo4j (default: the only one)'),
    new Option('--neo4j-home <dir>', 'folder of an installed Neo4j (default: NEO4J_HOME)'),
    neo4jVersionOption(),
  ];
}

export function neo4jVersionOption(): Option {
  return new Option(
    '--neo4j-version <version>',
    'version of the embedded Neo4j, 5.26 or 2026 (default: the one that is there, else 5.26)',
  );
}
