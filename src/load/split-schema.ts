import type { Model, SchemaElement } from '../model/model.ts';
import type { Index } from '../neo4j/indexes.ts';
import type { LoadPreflight } from './preflight.ts';

/** The name of `temporaryIdConstraint`. */
export const ownIdConstraint = 'bulkgen_load_id';

/** A constraint for a model that has none by which relationships could find their nodes. It is dropped after the load. */
export function temporaryIdConstraint({ label }: Model): SchemaElement {
  return { kind: 'constraint', name: ownIdConstraint, label, properties: ['id'] };
}

/** Whether an index belongs to a constraint by which relationships find their nodes. */
export function isIdConstraint({ label }: Model, { labelsOrTypes, properties, owningConstraint }: Index): boolean {
  return owningConstraint !== null && labelsOrTypes?.join() === label && properties?.join() === 'id';
}

/** The constraint that finds nodes by id, if it has to be created, and the other elements. */
export function splitSchema(
  model: Model,
  { existing, missing }: Pick<LoadPreflight, 'existing' | 'missing'>,
): readonly [id: readonly SchemaElement[], others: readonly SchemaElement[]] {
  const isId = ({ kind, label, properties }: SchemaElement): boolean =>
    kind === 'constraint' && label === model.label && properties.join() === 'id';
  const own = model.schema.filter(isId);
  const isThere = own.some(({ name }) => existing.includes(name));
  const id = isThere ? [] : own.length > 0 ? own : [temporaryIdConstraint(model)];
  return [id, missing.filter((element) => !isId(element))];
}
