import { Option } from 'commander';

export function targetOption(): Option {
  return new Option('--target <kind>', 'where Neo4j runs').choices(['auto', 'embedded']).default('auto');
}

export function neo4jVersionOption(): Option {
  return new Option(
    '--neo4j-version <version>',
    'version of the embedded Neo4j, 5.26 or 2026 (default: the one that is there, else 5.26)',
  );
}
