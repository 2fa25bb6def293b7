/** A value with one place changed, and where. */
export interface Malformed {
  readonly place: string;
  readonly value: unknown;
}

const wrongValues = [null, 5, 'x', [], {}, true, undefined];

/** The value with every place in turn replaced by a value of each type, and removed. */
export function malform(value: unknown): readonly Malformed[] {
  return [...replaceIn(value, '')].filter(({ value: changed }) => changed !== undefined);
}

function* replaceIn(value: unknown, place: string): Generator<Malformed> {
  for (const wrong of wrongValues) yield { place: `${place} = ${JSON.stringify(wrong) ?? 'nothing'}`, value: wrong };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    for (const changed of replaceIn(inner, `${place}/${key}`)) {
      yield { place: changed.place, value: put(value, key, changed.value) };
    }
  }
}

function put(value: object, key: string, inner: unknown): unknown {
  if (Array.isArray(value)) {
    const list = [...value];
    list.splice(Number(key), 1, ...(inner === undefined ? [] : [inner]));
    return list;
  }
  const { [key]: _replaced, ...others } = value as Record<string, unknown>;
  return inner === undefined ? others : { ...value, [key]: inner };
}
