import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml } from "#tests/factories/xml.ts";
import { element, escapeXml, xmlDocument } from "./xml.ts";

/** A text as XML 1.0 can hold it. */
const sayable = (text: string) => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\ufffd");

describe("writing XML", () => {
  it("gives back any text, between tags and in quotes, as a parser reads it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (one, other) => {
        const root = parseXml(xmlDocument(element("a", { b: one }, other, element("c", {}, one))));
        expect(root.getAttribute("b")).toBe(sayable(one));
        expect(root.textContent).toBe(sayable(other + one));
      }),
      { numRuns: 300 },
    );
  });

  it("lets no text become markup", () => {
    const text = `</a><script>alert("1")</script>]]><!-- & '`;
    const root = parseXml(xmlDocument(element("a", { b: text }, text)));
    expect([root.getAttribute("b"), root.textContent, root.getElementsByTagName("script").length]).toEqual([text, text, 0]);
    expect(escapeXml("\u0000\ud800")).toBe("\ufffd\ufffd");
  });

  it("leaves out what is not there", () => {
    expect(element("a", { b: null, c: 0 }, null, "", undefined)).toEqual({ xml: '<a c="0"/>' });
  });
});
