import { Command } from 'commander';
import type { SchemaState } from '../neo4j/schema.ts';
import { createCommand } from './command.ts';
import { type ConnectionOptions, connectionOptions, databaseOption, readConnection } from './connection-option.ts';
import { formatTable } from './format.ts';

type SchemaCommandOptions = ConnectionOptions & { readonly database?: string };

const options = [...connectionOptions(), databaseOption()];

export function schemaCommand(): Command {
  return new Command('schema')
    .summary('create, show or drop the constraints and indexes')
    .description('Creates, shows or drops the constraints and indexes of the model.')
    .addHelpText('after', '\nExample:\n  $ bulkgen schema create\n')
    .addCommand(createCommandOfSchema())
    .addCommand(showCommand())
    .addCommand(dropCommand());
}

function createCommandOfSchema(): Command {
  return createCommand<SchemaCommandOptions>({
    name: 'create',
    summary: 'create what is missing and wait until all are online',
    options,
    examples: ['bulkgen schema create'],
    async run(context, given) {
      const { cmdb, openDatabase, createSchema } = await load();
      await using database = await openDatabase(await readConnection(given));
      const { signal, onProgress } = context;
      const states = await createSchema(database, cmdb.schema, { signal, onProgress });
      context.result({ schema: states }, `${states.length} constraints and indexes are online\n`);
    },
  });
}

function showCommand(): Command {
  return createCommand<SchemaCommandOptions>({
    name: 'show',
    summary: 'show the state of each',
    options,
    examples: ['bulkgen schema show --json'],
    async run(context, given) {
      const { cmdb, openDatabase, showSchema } = await load();
      await using database = await openDatabase(await readConnection(given));
      const states = await showSchema(database, cmdb.schema);
      context.result({ schema: states }, formatTable(states.map(toRow)));
    },
  });
}

function dropCommand(): Command {
  return createCommand<SchemaCommandOptions>({
    name: 'drop',
    summary: 'drop those of the model, no others',
    options,
    examples: ['bulkgen schema drop'],
    async run(context, given) {
      const { cmdb, openDatabase, dropSchema } = await load();
      await using database = await openDatabase(await readConnection(given));
      const dropped = await dropSchema(database, cmdb.schema);
      context.result({ dropped }, `Dropped ${dropped} constraints and indexes\n`);
    },
  });
}

async function load() {
  const [{ cmdb }, { openDatabase }, schema] = await Promise.all([
    import('../models/cmdb/model.ts'),
    import('../neo4j/driver.ts'),
    import('../neo4j/schema.ts'),
  ]);
  return { cmdb, openDatabase, ...schema };
}

function toRow({ kind, name, label, properties, state, failure }: SchemaState): readonly string[] {
  return [name, kind, `${label}(${properties.join(', ')})`, state, state === 'ONLINE' ? '' : failure];
}
