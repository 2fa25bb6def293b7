import { Command } from 'commander';
import type { SchemaState } from '../../neo4j/schema.ts';
import { createCommand } from '../command.ts';
import { type ConnectionOptions, connectionOptions, databaseOption, readConnection } from '../options/connection.ts';
import { formatTable } from '../output/format.ts';

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
      const { cmdb, useDatabase, createSchema } = await load();
      const { signal, onProgress } = context;
      const states = await useDatabase(
        await readConnection(given),
        (database) => createSchema(database, cmdb.schema, { signal, onProgress }),
        signal,
      );
      await context.result({ schema: states }, `${states.length} constraints and indexes are online\n`);
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
      const { cmdb, useDatabase, showSchema } = await load();
      const states = await useDatabase(
        await readConnection(given),
        (database) => showSchema(database, cmdb.schema),
        context.signal,
      );
      await context.result({ schema: states }, formatTable(states.map(toRow)));
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
      const { cmdb, useDatabase, dropSchema } = await load();
      const dropped = await useDatabase(
        await readConnection(given),
        (database) => dropSchema(database, cmdb.schema),
        context.signal,
      );
      await context.result({ dropped }, `Dropped ${dropped} constraints and indexes\n`);
    },
  });
}

async function load() {
  const [{ cmdb }, { useDatabase }, schema] = await Promise.all([
    import('../../models/cmdb/model.ts'),
    import('../../neo4j/driver.ts'),
    import('../../neo4j/schema.ts'),
  ]);
  return { cmdb, useDatabase, ...schema };
}

function toRow({ kind, name, label, properties, state, failure }: SchemaState): readonly string[] {
  return [name, kind, `${label}(${properties.join(', ')})`, state, state === 'ONLINE' ? '' : failure];
}
