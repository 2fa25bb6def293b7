import { readFile } from 'node:fs/promises';
import { type Html, html, trust } from './html.ts';
import { formatPalette, type Ink } from './palette.ts';

/** Nothing is loaded and nothing runs: the page shows what is in it. The library sets the fonts of plots as styles of elements. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export interface PageContent {
  readonly title: string;
  /** The colours of its plots by name, beside those of text. */
  readonly inks: Readonly<Record<string, Ink>>;
  readonly head: Html;
  readonly sections: readonly Html[];
}

/** A page as one HTML file, which needs no script and no other file. */
export async function formatDocument({ title, inks, head, sections }: PageContent): Promise<string> {
  const style = await readFile(new URL('page.css', import.meta.url), 'utf8');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${trust(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trust(style + formatPalette(inks))}</style>
</head>
<body>
${head}
<main>
${sections}</main>
</body>
</html>
`.markup;
}
