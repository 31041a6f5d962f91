import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cookieValue, preferenceCookie } from "./cookies.server.ts";

describe("cookies", () => {
  it("reads back any value that was set, among others", () => {
    const name = fc.stringMatching(/^[a-z_]{1,12}$/);
    fc.assert(
      fc.property(name, fc.string({ unit: "grapheme" }), name, fc.string({ unit: "grapheme" }), (key, value, otherKey, otherValue) => {
        fc.pre(key !== otherKey);
        const set = preferenceCookie(key, value).split(";")[0] ?? "";
        const header = `${otherKey}=${encodeURIComponent(otherValue)}; ${set}; z.z=1`;
        expect(cookieValue(header, key)).toBe(value);
      }),
    );
  });

  it("gives null or a string for any header, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant(null), fc.constant("a=%E0%A4%A; b")), fc.string(), (header, name) => {
        const value = cookieValue(header, name);
        expect(value === null || typeof value === "string").toBe(true);
      }),
    );
  });

  it("keeps a preference from scripts and other sites", () => {
    expect(preferenceCookie("rb_theme", "dark; Domain=x")).toBe("rb_theme=dark%3B%20Domain%3Dx; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
  });
});
