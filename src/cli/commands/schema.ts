import type { Command } from 'commander';
import type { SchemaState } from '../../neo4j/schema.ts';
import { createCommand, createCommandGroup } from '../command.ts';
import { type ConnectionOptions, connectionOptions, databaseOption, readConnection } from '../options/connection.ts';
import { loadChosenModel, type ModelChoice, modelOption } from '../options/model.ts';
import { formatTable } from '../output/format.ts';

type SchemaCommandOptions = ConnectionOptions & ModelChoice & { readonly database?: string };

const options = [modelOption(), ...connectionOptions(), databaseOption()];

export function schemaCommand(): Command {
  return createCommandGroup({
    name: 'schema',
    summary: 'create, show or drop the constraints and indexes',
    description: ['Create, show or drop the constraints and indexes of the model.'],
    commands: [createSchemaCommand(), showCommand(), dropCommand()],
    examples: ['bulkgen schema create'],
  });
}

function createSchemaCommand(): Command {
  return createCommand<SchemaCommandOptions>({
    name: 'create',
    summary: 'create the missing constraints and indexes and wait until all are online',
    options,
    examples: ['bulkgen schema create', 'bulkgen schema create --model ./shop.ts'],
    async run(context, given) {
      const { model, useDatabase, createSchema } = await loadModules(given);
      const { signal, onProgress } = context;
      const states = await useDatabase(
        await readConnection(given, process.env, signal),
        (database) => createSchema(database, model.schema, { signal, onProgress }),
        signal,
      );
      await context.result({ schema: states }, `${states.length} constraints and indexes are online\n`);
    },
  });
}

function showCommand(): Command {
  return createCommand<SchemaCommandOptions>({
    name: 'show',
    summary: 'show the state of each constraint and index',
    options,
    examples: ['bulkgen schema show --json'],
    async run(context, given) {
      const { model, useDatabase, showSchema } = await loadModules(given);
      const states = await useDatabase(
        await readConnection(given, process.env, context.signal),
        (database) => showSchema(database, model.schema),
        context.signal,
      );
      await context.result({ schema: states }, formatTable(states.map(toRow)));
    },
  });
}

function dropCommand(): Command {
  return createCommand<SchemaCommandOptions>({
    name: 'drop',
    summary: 'drop the constraints and indexes of the model, and no others',
    options,
    examples: ['bulkgen schema drop'],
    async run(context, given) {
      const { model, useDatabase, dropSchema } = await loadModules(given);
      const dropped = await useDatabase(
        await readConnection(given, process.env, context.signal),
        (database) => dropSchema(database, model.schema),
        context.signal,
      );
      await context.result({ dropped }, `Dropped ${dropped} constraints and indexes\n`);
    },
  });
}

async function loadModules(choice: ModelChoice) {
  const [{ cmdb }, { useDatabase }, schema] = await Promise.all([
    import('../../models/cmdb/model.ts'),
    import('../../neo4j/driver.ts'),
    import('../../neo4j/schema.ts'),
  ]);
  return { model: (await loadChosenModel(choice)) ?? cmdb, useDatabase, ...schema };
}

function toRow({ kind, name, label, properties, state, failure }: SchemaState): readonly string[] {
  return [name, kind, `${label}(${properties.join(', ')})`, state, state === 'ONLINE' ? '' : failure];
}
