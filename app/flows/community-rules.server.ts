import { renderMarkdown } from "#app/domains/impact/method/markdown.server.ts";

/**
 * A community's rules as HTML for a page: no HTML of the writer's, headings below those of the page, and no ids, which are the page's own.
 * `tableLabel` names the frame of a table. Empty for no rules.
 */
export function rulesHtml(rulesText: string, tableLabel: string): string {
  if (rulesText.trim() === "") return "";
  const source = rulesText.replace(/^#{1,6}[ \t]+/gm, "### ");
  return renderMarkdown(source, { tableLabel: () => tableLabel }).html.replace(/<h3 id="[^"]*">/g, "<h3>");
}
