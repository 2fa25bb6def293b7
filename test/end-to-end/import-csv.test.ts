// Third-party CSV, imported into every supported release line of Neo4j.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { toCreateStatement } from '../../src/neo4j/schema.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import type { Target } from '../../src/targets/target.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { useCommandLine } from './support/command-line.ts';
import { openTarget } from './support/export-and-target.ts';
import { openWithoutApoc } from './support/open-without-apoc.ts';

const people = 'id:ID(Person),name,born:date,:LABEL\n1,Ada,1815-12-10,Person;Author\n2,Bob,,Person\n3,Cy,,Person\n';
const knows = ':START_ID(Person),:END_ID(Person),since:int,:TYPE\n1,2,1840,KNOWS\n2,3,,KNOWS\n1,3,,WROTE_TO\n';

const [oldest] = neo4jVersions;

describe.each(neo4jVersions)('third-party CSV, imported into Neo4j %s', (version) => {
  /** For behaviour that does not depend on the version. */
  const itOnce = (name: string, test: () => Promise<void>): void => {
    if (version === oldest) it(name, test);
  };

  let env: NodeJS.ProcessEnv;
  let target: Target;
  let folder: string;
  const { run, runJson } = useCommandLine(() => ({ folder, env }));

  beforeAll(async () => {
    env = await makeTestHome();
    target = await openWithoutApoc({ version, env });
  });

  afterAll(() => target.stop());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen csv '));
    const own = folder;
    return () => rm(own, { recursive: true, force: true });
  });

  async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    await rm(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, 'csv', name)), { recursive: true });
      await writeFile(join(folder, 'csv', name), text);
    }
  }

  async function ask(cypher: string): Promise<readonly unknown[]> {
    const database = await openTarget(target);
    try {
      const { records } = await database.query<Record<string, unknown>>(cypher);
      return records.map((record) => record.toObject());
    } finally {
      await database.close();
    }
  }

  const targetOptions = ['--target', 'embedded', '--neo4j-version', version, '--force'];

  it('is linted, imported, and counted by label and type', async () => {
    const [header, ...rows] = people.replaceAll(';', '|').replaceAll(',', ';').split('\n');
    await write({
      'headers/Person.csv': `${header}\n`,
      'snapshot/Person/part-00000.csv': rows.join('\n'),
      'more/knows.csv.gz': gzipSync(knows.replaceAll(',', ';')),
      'old/people.csv': people,
      'import.sh': '',
    });
    // The options that the findings name are pasted as they are.
    const verified = await run(['verify', 'csv', '--exclude', 'old/', '--neo4j-version', version, '--json']);
    const { findings } = JSON.parse(String(verified.stdout));
    const [pasted, ...others] = [...new Set(findings.map(({ remedy }: { remedy: string }) => remedy))];
    expect(others).toEqual([]);
    const dialect = /^Add (.*)\.$/.exec(`${pasted}`)![1]!.replaceAll("'", '').split(' ');
    const given = ['csv', ...targetOptions, '--exclude', 'old/', ...dialect];
    const { nodes, relationships, properties, checks, seconds } = await runJson('import', ...given);

    expect({ nodes, relationships, properties }).toEqual({ nodes: 3, relationships: 3, properties: 8 });
    expect(checks.map(({ name, found }: { name: string; found: number }) => [name, found])).toEqual([
      ['nodes', 3],
      ['relationships', 3],
      ['nodes of Person', 3],
      ['nodes of Author', 1],
      ['relationships of KNOWS', 2],
      ['relationships of WROTE_TO', 1],
      ['constraints and indexes online', 0],
    ]);
    expect(Object.keys(seconds)).toEqual(expect.arrayContaining(['files', 'import', 'swap', 'verify']));
    const [ada] = await ask("MATCH (n:Person:Author {id: '1'}) RETURN toString(n.born) AS born");
    expect(ada).toEqual({ born: '1815-12-10' });
  });

  itOnce('gets the constraints and indexes of a schema file, and changes nothing when it is broken', async () => {
    const schema = `// of people
CREATE CONSTRAINT person_id FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE INDEX FOR (n:Person)
  ON (n.name)
CREATE FULLTEXT INDEX names FOR (n:Person|Author) ON EACH [n.name]
`;
    await write({ 'people.csv': people, 'knows.csv': knows });
    await writeFile(join(folder, 'schema.cypher'), schema);
    const { checks } = await runJson('import', 'csv', ...targetOptions, '--schema', 'schema.cypher');
    expect(checks.at(-1)).toEqual({ name: 'constraints and indexes online', expected: 3, found: 3 });
    const findSchema = () => ask("SHOW INDEXES YIELD name WHERE name IN ['person_id', 'names'] RETURN name");
    expect(await findSchema()).toHaveLength(2);

    await writeFile(join(folder, 'csv', 'knows.csv'), `${knows}1,9,,KNOWS\n`);
    const broken = await run(['import', 'csv', ...targetOptions]);

    expect(broken).toMatchObject({ exitCode: 3, stdout: '' });
    expect(broken.stderr).toMatch(
      /knows\.csv:5, column 2 .*: expected the id of a node in the id space Person, found `9`/,
    );
    expect(broken.stderr).toMatch(/csv has 1 error: neo4j-admin would reject these files/);

    const unlinted = await run(['import', 'csv', ...targetOptions, '--no-lint']);
    expect(unlinted).toMatchObject({ exitCode: 1 });
    expect(unlinted.stderr).toMatch(
      /neo4j-admin ended with exit code 70: .* Run `bulkgen verify` to find the file and line\./,
    );

    await writeFile(join(folder, 'csv', 'knows.csv'), knows);
    await writeFile(join(folder, 'schema'), 'CREATE CONSTRAINT FOR (n:Person) REQUIRE n.born IS UNIQUE\n');
    await writeFile(join(folder, 'csv', 'people.csv'), people.replaceAll(',,', ',1815-12-10,'));
    const refused = await run(['import', 'csv', ...targetOptions, '--schema', 'schema']);
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stderr).toMatch(/Could not build the schema of schema:1: /);

    expect(await ask('MATCH (n:Person) RETURN count(n) AS count')).toEqual([{ count: 3n }]);
    expect(await ask('MATCH (n:Person {born: null}) RETURN count(n) AS count')).toEqual([{ count: 0n }]);
    expect(await ask('MATCH (n) WHERE n.born IS NULL RETURN count(n) AS count')).toEqual([{ count: 2n }]);
    expect(await findSchema()).toHaveLength(2);
  });

  itOnce('is imported without the rows to be skipped, with the counts of the lint', async () => {
    const doubled = `${people}1,Eve,1900-01-01,Person;Author\n`;
    await write({ 'people.csv': doubled, 'knows.csv': `${knows}1,9,,KNOWS\n,2,,KNOWS\n` });
    const skips = ['--skip-bad-relationships', '--skip-duplicate-nodes'];
    const { nodes, relationships, checks } = await runJson('import', 'csv', ...targetOptions, ...skips);

    expect({ nodes, relationships }).toEqual({ nodes: 3, relationships: 3 });
    expect(checks).toContainEqual({ name: 'nodes of Author', expected: 1, found: 1 });
    expect(await ask("MATCH (n {id: '1'}) RETURN n.name AS name")).toEqual([{ name: 'Ada' }]);

    const few = await run(['import', 'csv', ...targetOptions, ...skips, '--bad-tolerance', '2']);
    expect(few).toMatchObject({ exitCode: 3 });
    expect(few.stderr).toMatch(/expected at most 2 bad rows and extra cells in all files, found `3`/);
  });

  it('may lie in several folders and have file names with special characters', async () => {
    await write({ 'people (1) [new]+.csv': people, 'people1.csv': people, 'more/knows$^.csv': knows });
    const nodes = `csv/people (1) [new]+.csv`;
    const relationships = `SINCE=${join(folder, 'csv/more/knows$^.csv')}`;
    const files = ['--nodes', nodes, '--relationships', relationships];

    expect(await runJson('import', ...targetOptions, ...files, '--no-lint')).toMatchObject({
      nodes: 3,
      relationships: 3,
    });
    expect(await ask('MATCH ()-[r:WROTE_TO]->() RETURN count(r) AS count')).toEqual([{ count: 1n }]);
  });

  itOnce('may come from pandas and PySpark', async () => {
    const others = join(import.meta.dirname, '../lint/third-party');
    const counts = { nodes: 10, relationships: 10 };
    const pandas = await runJson('import', join(others, 'pandas-right'), ...targetOptions);
    expect(pandas).toMatchObject({ ...counts, properties: 68 });
    expect(await ask('MATCH (n:Person:Author {name: \'Name "0", Jr\'}) RETURN n.active AS active')).toEqual([
      { active: true },
    ]);

    const spark = await runJson('import', join(others, 'pyspark'), ...targetOptions, '--legacy-style-quoting');
    expect(spark).toMatchObject({ ...counts, properties: 50 });
    const names = await ask('MATCH (n:Person) RETURN n.name AS name ORDER BY name LIMIT 1');
    expect(names).toEqual([{ name: 'Name "0", Jr\\' }]);
  });

  itOnce('may come from GraphFaker', async () => {
    const files = join(import.meta.dirname, '../lint/third-party/graphfaker');
    const { nodes, relationships, checks } = await runJson('import', files, ...targetOptions);

    expect({ nodes, relationships }).toEqual({ nodes: 1_234, relationships: 4_025 });
    expect(checks).toContainEqual({ name: 'relationships of PAYS', expected: 1_978, found: 1_978 });
    const [pays] = await ask(
      'MATCH (:Account)-[r:PAYS]->(:Merchant) RETURN toString(r.timestamp) AS at ORDER BY at LIMIT 1',
    );
    expect(pays).toEqual({ at: expect.stringMatching(/^2024-.*Z$/) });
  });

  itOnce(
    'may come from APOC, once its points and lists are fixed and empty texts are ignored, with every row of the database',
    async () => {
      const files = join(folder, 'apoc');
      await cp(join(import.meta.dirname, '../lint/third-party/apoc'), files, { recursive: true });
      const refused = await run(['import', 'apoc', ...targetOptions]);
      expect(refused).toMatchObject({
        exitCode: 3,
        stderr: expect.stringMatching(/found `\{"crs":"wgs-84",.*"height":null\}`/),
      });

      for (const name of await readdir(files)) {
        const text = await readFile(join(files, name), 'utf8');
        await writeFile(join(files, name), fixApoc(text));
      }
      const statements = cmdb.schema.map((element) => `${toCreateStatement(element)}\n`);
      await writeFile(join(folder, 'schema.cypher'), statements.join(''));
      await runJson('import', 'apoc', ...targetOptions, '--schema', 'schema.cypher', '--ignore-empty-strings');

      await runJson('export', '--scale', '200', '--seed', 'apoc', '--out', 'estate');
      const { digests } = await runJson('verify', 'estate', '--database', '--full');
      expect(digests.map(({ name }: { name: string }) => name)).toEqual(
        expect.arrayContaining(['Region', 'Event', 'DEPENDS_ON']),
      );
    },
  );

  itOnce('is planned with true counts by --dry-run', async () => {
    await write({ 'people.csv': people, 'knows.csv': knows });
    const {
      nodes,
      relationships,
      steps,
      arguments: args,
    } = await runJson('import', 'csv', ...targetOptions, '--dry-run');

    expect({ nodes, relationships }).toEqual({ nodes: 3, relationships: 3 });
    expect(steps).not.toContain('schema');
    expect(args).toEqual(expect.arrayContaining([`--nodes=${join(folder, 'csv')}/people.csv`, '--bad-tolerance=0']));
  });
});

/** Fixes points and lists, which APOC writes as JSON, the lists into columns of text. It writes a missing text as an empty one. */
function fixApoc(text: string): string {
  const point = /"\{""crs"":""wgs-84"",""latitude"":([^,]+),""longitude"":([^,]+),""height"":null\}"/g;
  const list = /"\[((?:""[^"]*"",?)+)\]"/g;
  return text
    .replace(/"(tags|carriers|platforms)"/g, '"$1:string[]"')
    .replaceAll(point, '"{latitude:$1,longitude:$2}"')
    .replaceAll(list, (_, words: string) => `"${words.replaceAll('""', '').replaceAll(',', ';')}"`);
}
