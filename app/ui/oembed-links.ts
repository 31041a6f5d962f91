/** The lines in a public page's head by which others find how to show a link to it; `address` is the page's whole address. */
export function oembedLinks(address: string, title: string) {
  const { origin } = new URL(address);
  return (["json", "xml"] as const).map((format) => ({
    tagName: "link" as const,
    rel: "alternate",
    type: format === "json" ? "application/json+oembed" : "text/xml+oembed",
    href: `${origin}/oembed?${new URLSearchParams({ url: address, format })}`,
    title,
  }));
}
