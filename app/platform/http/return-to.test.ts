import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReturnTo } from "./return-to.ts";

const site = "https://round.example";

describe("safeReturnTo", () => {
  it("never leaves the site, whatever it is given", () => {
    const parts = fc.constantFrom("/", "//", "\\", ".", "..", "@", ":", "evil.example", "https:", "javascript:", "%2f", "%5c", "\t", "\n", "\u0000", "?", "#", "a", "社区", "\ud800");
    const nasty = fc.oneof(fc.string(), fc.webUrl(), fc.array(parts, { maxLength: 12 }).map((list) => list.join("")), fc.anything());
    fc.assert(
      fc.property(nasty, (value) => {
        const path = safeReturnTo(value);
        expect(path.startsWith("/")).toBe(true);
        expect(new URL(path, site).origin).toBe(site);
        // Also once it has been through a browser's resolution, and in a header.
        expect(safeReturnTo(path)).toBe(path);
        expect(() => new Headers({ Location: path })).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });

  it("keeps ordinary paths", () => {
    for (const path of ["/", "/listings?q=a&b=1#x", "/deals/0198", "/%E7%A4%BE%E5%8C%BA"]) expect(safeReturnTo(path)).toBe(path);
    expect(safeReturnTo("/communities/社区?q=车")).toBe("/communities/%E7%A4%BE%E5%8C%BA?q=%E8%BD%A6");
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/.//evil.example", "/a/..//evil.example", "/\t/evil.example", "javascript:alert(1)", "", null, 7])("refuses %j", (value) => {
    expect(safeReturnTo(value, "/home")).toBe("/home");
  });
});
