import { type Html, html } from './html.ts';

/** A table of texts. */
export interface PageTable {
  readonly caption: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table that scrolls inside the page where the screen is narrow. */
export function formatTable({ caption, titles, rows }: PageTable): Html {
  const lines = rows.map(
    ([
      first = '',
      ...cells
    ]) => html`<tr><th scope="row">${formatHead(first)}</th>${cells.map((cell) => html`${formatCell(cell)}`)}</tr>
`,
  );
  return html`<div class="table" role="region" tabindex="0" aria-label="${caption}">
<table>
<thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${lines}</tbody>
</table>
</div>
`;
}

const outcomes: readonly string[] = ['met', 'missed', 'not measured'];

/** The first cell of a row. The outcome of a goal has a colour. */
function formatHead(text: string): Html {
  return outcomes.includes(text) ? html`<span class="${text.replace(' ', '-')}">${text}</span>` : formatText(text);
}

/** A cell. Only a long text breaks into lines. */
function formatCell(text: string): Html {
  const isLong = text.length > 30 && !text.endsWith(')');
  return html`<td${isLong ? html` class="text"` : ''}>${formatText(text)}</td>`;
}

/** What stands in brackets at the end, such as the least and most, is shown less important. */
function formatText(text: string): Html {
  const [, main, aside] = /^(.*\S) (\([^()]*\))$/s.exec(text) ?? [];
  return main === undefined ? html`${text}` : html`${main} <small>${aside!}</small>`;
}
