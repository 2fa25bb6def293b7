import type { Model, SchemaElement } from '../model/model.ts';
import type { Index } from '../neo4j/indexes.ts';
import type { LoadPreflight } from './preflight.ts';

const ownIdConstraint = 'bulkgen_load_id';
const ownEventConstraint = 'bulkgen_load_event_id';

/** A constraint for a model that has none by which relationships could find their nodes. It is dropped after the load. */
export function temporaryIdConstraint({ label }: Model): SchemaElement {
  return { kind: 'constraint', name: ownIdConstraint, label, properties: ['id'] };
}

/** The constraints that a load creates for itself where the model has none: for nodes and, in a merge, for events. */
export function listTemporary(model: Model): readonly SchemaElement[] {
  const id = temporaryIdConstraint(model);
  return model.events ? [id, { ...id, name: ownEventConstraint, label: model.events.node.label }] : [id];
}

/** What a load created, by the names of its ledger: constraints and indexes of the model, and those for itself. */
export function listCreated(model: Model, names: readonly string[]): readonly SchemaElement[] {
  return [...model.schema.filter(({ name }) => names.includes(name)), ...listTemporary(model)];
}

/** Whether an index belongs to a constraint by which relationships find their nodes. */
export function isIdConstraint({ label }: Model, { labelsOrTypes, properties, owningConstraint }: Index): boolean {
  return owningConstraint !== null && labelsOrTypes?.join() === label && properties?.join() === 'id';
}

export interface SplitOptions {
  /** Whether events are to be found by id, too. */
  readonly merge: boolean;
}

/** The constraints that find nodes by id, if they have to be created, and the other elements. */
export function splitSchema(
  model: Model,
  { existing, missing }: Pick<LoadPreflight, 'existing' | 'missing'>,
  { merge }: SplitOptions = { merge: false },
): readonly [id: readonly SchemaElement[], others: readonly SchemaElement[]] {
  const temporary = listTemporary(model).slice(0, merge ? 2 : 1);
  const isIdOf = (label: string, { kind, label: found, properties }: SchemaElement): boolean =>
    kind === 'constraint' && found === label && properties.join() === 'id';
  const id = temporary.flatMap((element) => {
    const own = model.schema.filter((other) => isIdOf(element.label, other));
    const isThere = own.some(({ name }) => existing.includes(name));
    return isThere ? [] : own.length > 0 ? own : [element];
  });
  return [id, missing.filter((element) => !id.includes(element))];
}
