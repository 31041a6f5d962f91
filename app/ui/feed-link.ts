/** The line in a page's head by which feed readers find the page's feed. */
export function feedLink(path: string, title: string) {
  return { tagName: "link" as const, rel: "alternate", type: "application/atom+xml", href: path, title };
}
