import { DOMParser, type Element } from "@xmldom/xmldom";

/** The root of a document, as a parser reads it that takes nothing which is not well-formed. */
export function parseXml(text: string): Element {
  const refuse = (level: string, message: string) => {
    // The character that stands for what XML cannot say is one like any other.
    if (!message.startsWith("Unicode replacement character")) throw new Error(`${level}: ${message}`);
  };
  const root = new DOMParser({ onError: refuse }).parseFromString(text, "application/xml").documentElement;
  if (!root) throw new Error("a document without an element");
  return root;
}
