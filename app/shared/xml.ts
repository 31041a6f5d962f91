/** A piece of XML that is written already. */
export type Xml = { readonly xml: string };

type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** Text for between tags or in quotes. What XML 1.0 cannot say at all (control characters, halves of surrogate pairs) becomes U+FFFD. */
export function escapeXml(text: string): string {
  return (
    text
      // Whatever is none of the characters that section 2.2 allows.
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&apos;")
      // A reader would turn these into other white space.
      .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`)
  );
}

/** An element. Strings are text and get escaped; an attribute or child that is null or undefined is left out. Names are the program's own, never somebody's input. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly (string | Xml | null | undefined)[]): Xml {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === null || value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`]));
  const inner = children.map((child) => (child === null || child === undefined ? "" : typeof child === "string" ? escapeXml(child) : child.xml)).join("");
  return { xml: inner === "" ? `<${name}${given.join("")}/>` : `<${name}${given.join("")}>${inner}</${name}>` };
}

/** A whole document of one element. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`;
}
