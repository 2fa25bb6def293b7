import type { Model, SchemaElement } from '../model/model.ts';
import type { LoadPreflight } from './preflight.ts';

/** A constraint for a model that has none by which relationships could find their nodes. It is dropped after the load. */
export const ownIdConstraint = 'bulkgen_load_id';

/** The constraint that finds nodes by id, if it has to be created, and the other elements. */
export function splitSchema(
  model: Model,
  { existing, missing }: LoadPreflight,
): readonly [id: readonly SchemaElement[], others: readonly SchemaElement[]] {
  const isId = ({ kind, label, properties }: SchemaElement): boolean =>
    kind === 'constraint' && label === model.label && properties.join() === 'id';
  const own = model.schema.filter(isId);
  const isThere = own.some(({ name }) => existing.includes(name));
  const temporary = { kind: 'constraint', name: ownIdConstraint, label: model.label, properties: ['id'] } as const;
  const id = isThere ? [] : own.length > 0 ? own : [temporary];
  return [id, missing.filter((element) => !isId(element))];
}
