import { BulkgenError } from '../errors.ts';

/**
 * What an option must be: a text that is not empty, an object, where it is given a boolean, a signal or a function, or whatever the
 * caller itself checks.
 */
type OptionForm = 'folder' | 'text' | 'object' | 'boolean' | 'signal' | 'function' | 'any';

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
      `Expected ${caller} to get an object of options, got ${describe(options)}`,
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
    throw new BulkgenError(
      'invalid-option',
      `Expected \`${name}\` of ${caller} to be ${expected}, got ${describe(value)}`,
    );
  }
}

const expectations = {
  folder: 'the path of a folder',
  text: 'text',
  object: 'an object',
  boolean: 'true or false',
  signal: 'an AbortSignal',
  function: 'a function',
};

function hasForm(value: unknown, form: OptionForm): boolean {
  if (form === 'any') return true;
  if (form === 'folder' || form === 'text') return typeof value === 'string' && value !== '';
  if (form === 'object') return isObject(value);
  if (value === undefined || value === null) return true;
  // By its members: a test runner may have an AbortSignal of its own.
  if (form === 'signal') return isObject(value) && typeof (value as AbortSignal).addEventListener === 'function';
  return typeof value === form;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return isObject(value) ? 'an object' : `\`${String(value)}\``;
}
