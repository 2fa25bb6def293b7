import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

export interface Page {
  readonly html: string;
  /** The value of the header `content-security-policy`. It allows the page's script and style, and events of the same server. */
  readonly policy: string;
}

/** Reads the page, with its style and its script in it, so that it loads nothing but events. */
export async function readPage(): Promise<Page> {
  const [html, style, script] = await Promise.all(['html', 'css', 'js'].map(readPart));
  const withStyle = html!.replace('<style></style>', () => `<style>${style}</style>`);
  const policy = {
    'default-src': "'none'",
    'style-src': hashOf(style!),
    'script-src': hashOf(script!),
    'connect-src': "'self'",
    'img-src': 'data:',
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    html: withStyle.replace('<script></script>', () => `<script>${script}</script>`),
    policy: Object.entries(policy)
      .map(([name, sources]) => `${name} ${sources}`)
      .join('; '),
  };
}

function readPart(extension: string): Promise<string> {
  return readFile(new URL(`./page/page.${extension}`, import.meta.url), 'utf8');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
