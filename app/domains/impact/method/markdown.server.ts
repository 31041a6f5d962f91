/** Markdown of our own files as HTML for a page: headings with ids, tables in frames, and never any HTML of the source. */

import { Marked, type Token, type Tokens } from "marked";

/** A heading of the text, for the table of contents. */
export interface ContentsLine {
  id: string;
  text: string;
  depth: number;
}

export interface RenderedMarkdown {
  /** The first heading of the first level; it is not repeated in `html`. */
  title: string;
  html: string;
  /** Second and third level, in the order of the text. */
  contents: ContentsLine[];
}

export interface MarkdownOptions {
  /** Ids by position, so that a translation answers to the same addresses as its original; else made from the words. */
  ids?: readonly string[];
  /** Every heading is of this level, without an id, and none is the title: for a text inside a page that has headings of its own. */
  headingLevel?: 3 | 4;
  /** Names the frame of a table, which is a place one can scroll, for people who hear the page. */
  tableLabel(heading: string): string;
  /** Where a span of code leads, such as the id of a set; null for nowhere. */
  codeLink?(code: string): string | null;
}

/** Text as HTML text; also safe between quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** The words of a heading as part of an address: "Not covered" becomes "not-covered". */
export function slugOf(words: string): string {
  return words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** What people read of these tokens, without its marks. */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map((token) => ("tokens" in token && token.tokens ? plainText(token.tokens) : "text" in token ? String(token.text) : "")).join("");
}

/** The tokens of a text, for those who compare texts. */
export function markdownTokens(source: string): Token[] {
  return new Marked({ gfm: true }).lexer(source);
}

/** Ids of all headings in the order of the text; the same words twice get a number. */
export function headingIds(source: string): string[] {
  const seen = new Map<string, number>();
  return headings(markdownTokens(source)).map((heading) => {
    const slug = slugOf(plainText(heading.tokens)) || "part";
    const times = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, times);
    return times === 1 ? slug : `${slug}-${times}`;
  });
}

function headings(tokens: readonly Token[]): Tokens.Heading[] {
  return tokens.filter((token): token is Tokens.Heading => token.type === "heading");
}

/** Addresses that may stand in a page: the web, this page, this site. A file beside the source has no page. */
function safeHref(href: string): string | null {
  return /^(https?:\/\/|#|\/(?!\/))/i.test(href) ? href : null;
}

/** Raw HTML in the source is shown as the text it is; pictures become their words; other addresses than the web's are left out. */
export function renderMarkdown(source: string, options: MarkdownOptions): RenderedMarkdown {
  const tokens = markdownTokens(source);
  const all = headings(tokens);
  const own = headingIds(source);
  // An original that has grown before its translation must not lend its ids to the wrong parts.
  const ids = options.ids?.length === own.length ? options.ids : own;
  const idOf = new Map<unknown, string>(all.map((heading, index) => [heading, ids[index] ?? ""]));
  const title = options.headingLevel ? undefined : all.find((heading) => heading.depth === 1);
  let current = title ? plainText(title.tokens) : "";

  const marked = new Marked({
    gfm: true,
    renderer: {
      html: (token) => (token.block ? `<p>${escapeHtml(token.text.trim())}</p>\n` : escapeHtml(token.text)),
      image: ({ text }) => escapeHtml(text),
      heading(heading) {
        if (heading === title) return "";
        current = plainText(heading.tokens);
        const level = options.headingLevel ?? heading.depth;
        const id = options.headingLevel ? "" : idOf.get(heading);
        return `<h${level}${id ? ` id="${escapeHtml(id)}"` : ""}>${this.parser.parseInline(heading.tokens)}</h${level}>\n`;
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const safe = safeHref(href);
        return safe === null ? words : `<a href="${escapeHtml(safe)}"${safe.startsWith("http") ? ' rel="noreferrer"' : ""}>${words}</a>`;
      },
      codespan({ text }) {
        const code = `<code>${escapeHtml(text)}</code>`;
        const to = options.codeLink?.(text) ?? null;
        return to === null ? code : `<a href="${escapeHtml(to)}">${code}</a>`;
      },
      table(token) {
        const cell = ({ tokens: inside, align, header }: Tokens.TableCell) => {
          const words = this.parser.parseInline(inside);
          // A corner without words heads nothing.
          const name = header && words !== "" ? "th" : "td";
          return `<${name}${name === "th" ? ' scope="col"' : ""}${align ? ` align="${align}"` : ""}>${words}</${name}>`;
        };
        const row = (cells: readonly Tokens.TableCell[]) => `<tr>${cells.map(cell).join("")}</tr>`;
        const label = escapeHtml(options.tableLabel(current));
        return `<div class="table-frame" data-columns="${token.header.length}" role="region" tabindex="0" aria-label="${label}"><table><thead>${row(token.header)}</thead><tbody>${token.rows.map(row).join("")}</tbody></table></div>\n`;
      },
    },
  });
  const html = marked.parser(tokens);
  const contents = (options.headingLevel ? [] : all).flatMap((heading) =>
    heading.depth === 2 || heading.depth === 3 ? [{ id: idOf.get(heading) ?? "", text: plainText(heading.tokens), depth: heading.depth }] : [],
  );
  return { title: title ? plainText(title.tokens) : "", html, contents };
}
