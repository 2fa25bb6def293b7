import { BulkgenError } from '../errors.ts';

/**
 * What an option must be: a text that is not empty, an object, a target, a database, where it is given a boolean, a signal, a
 * function, a number, a string, a model or a list of texts, or whatever the caller itself checks.
 */
type OptionForm = keyof typeof expectations | 'any';

/** The form of every option that a public function takes. An option that the list lacks does not compile. */
export type OptionForms<Options> = { readonly [Name in keyof Required<Options>]: OptionForm };

/**
 * Refuses what a program without types may pass to a public function: no object, an unknown option, or a required option of
 * another form. Throws `invalid-option`.
 */
export function checkOptions<Options extends object>(
  caller: string,
  options: Options,
  forms: OptionForms<Options>,
): void {
  if (!isObject(options)) {
    throw new BulkgenError(
      'invalid-option',
      `Expected ${caller} to get an object of options, got ${quoteValue(options)}`,
      { hint: `Pass an object such as \`{ ${Object.keys(forms)[0]}: … }\`.` },
    );
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(forms, name));
  if (unknown !== undefined) {
    throw new BulkgenError('invalid-option', `Expected an option of ${caller}, got \`${unknown}\``, {
      hint: `Use one of: ${Object.keys(forms).join(', ')}.`,
    });
  }
  for (const [name, form] of Object.entries<OptionForm>(forms)) {
    const value: unknown = (options as Readonly<Record<string, unknown>>)[name];
    if (hasForm(value, form)) continue;
    const expected = expectations[form as keyof typeof expectations];
    const message = `Expected \`${name}\` of ${caller} to be ${expected}, got ${quoteValue(value)}`;
    throw new BulkgenError('invalid-option', message);
  }
}

const expectations = {
  folder: 'the path of a folder',
  text: 'text',
  object: 'an object',
  target: 'a target, such as one of `openEmbedded`',
  database: 'a database of `openDatabase` or `useDatabase`',
  boolean: 'true or false',
  signal: 'an AbortSignal',
  function: 'a function',
  number: 'a number',
  string: 'text',
  model: 'a model of `defineModel`',
  texts: 'a list of texts',
};

function hasForm(value: unknown, form: OptionForm): boolean {
  if (form === 'any') return true;
  if (form === 'folder' || form === 'text') return typeof value === 'string' && value !== '';
  if (form === 'object') return isObject(value);
  if (form === 'target') return hasMembers(value, ['runExclusively']);
  if (form === 'database') return hasMembers(value, ['query', 'close']);
  if (value === undefined) return true;
  if (form === 'model') return isModel(value);
  if (form === 'texts') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (value === null) return true;
  // By its members: a test runner may have an AbortSignal of its own.
  if (form === 'signal') return hasMembers(value, ['addEventListener']);
  return typeof value === form;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasMembers(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && names.every((name) => name in (value as object));
}

/** True for what `defineModel` returns, by its members: it may be of another copy of bulkgen. */
export function isModel(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, label, nodes, relationships, schema } = value as Readonly<Record<string, unknown>>;
  return [name, label].every((text) => typeof text === 'string') && [nodes, relationships, schema].every(Array.isArray);
}

/** A value for a message, whatever a program without types passes: some cannot be converted to text. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'function' ? 'a function' : `\`${String(value)}\``;
}
