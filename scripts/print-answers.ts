// Asks the embedded server the model's sample questions and prints the answers.
import { cmdb, findEmbedded, useDatabase } from '../src/index.ts';

const target = await findEmbedded();
if (!target) throw new Error('There is no embedded Neo4j: run scripts/demo first.');
await useDatabase({ ...(await target.connection()), database: 'neo4j' }, async (database) => {
  for (const { question, cypher } of cmdb.queries) {
    const { records } = await database.query<Record<string, unknown>>(cypher);
    process.stdout.write(`\n${question}\n${cypher}\n`);
    for (const record of records) {
      const cells = record.keys.map((key) => `${key} ${record.get(key)}`);
      process.stdout.write(`  → ${cells.join(', ')}\n`);
    }
  }
});
