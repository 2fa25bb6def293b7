/** Markup that is safe in a page. */
export interface Html {
  readonly markup: string;
}

type Inserted = string | number | Html | readonly Html[];

/** Markup in which every inserted text is escaped. Only what is `Html` already stays as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly Inserted[]): Html {
  return trust(parts.map((part, place) => `${part}${place < values.length ? toMarkup(values[place]!) : ''}`).join(''));
}

/** Markup that bulkgen or its plotting library made. Never a text from a report. */
export function trust(markup: string): Html {
  return { markup };
}

function toMarkup(value: Inserted): string {
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
