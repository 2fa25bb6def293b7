import { BulkgenError } from '../errors.ts';

/** What an option must be: a text that is not empty, an object, or whatever the function itself checks. */
type OptionForm = 'folder' | 'text' | 'object' | 'any';

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
    if (form === 'any' || (form === 'object' ? isObject(value) : typeof value === 'string' && value !== '')) continue;
    const expected = { folder: 'the path of a folder', text: 'text', object: 'an object' }[form];
    throw new BulkgenError(
      'invalid-option',
      `Expected \`${name}\` of ${caller} to be ${expected}, got ${describe(value)}`,
    );
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return isObject(value) ? 'an object' : `\`${String(value)}\``;
}
