import { renderMarkdown } from "#app/domains/impact/method/markdown.server.ts";

/**
 * A community's rules as HTML for a page: no HTML of the writer's, headings below those of the page, and no ids, which are the page's own.
 * `tableLabel` names the frame of a table. Empty for no rules.
 */
export function rulesHtml(rulesText: string, tableLabel: string): string {
  if (rulesText.trim() === "") return "";
  return renderMarkdown(rulesText, { tableLabel: () => tableLabel, headingLevel: 3 }).html;
}
