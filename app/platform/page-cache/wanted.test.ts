import { describe, expect, it } from "vitest";
import { touches, wantedOf } from "./wanted.server.ts";

const pages = [{ path: /^\/list$/, topics: ["listings"] }, { path: /^\/points\/([\w-]+)$/, topics: ["point:$1"] }];
const want = (url: string, headers: Record<string, string> = {}, method = "GET") => wantedOf(pages, { method, url, headers });

describe("what a visitor asks for", () => {
  it("depends on address, language and theme, and on nothing else of the request", () => {
    const key = (headers: Record<string, string>, url = "/list") => want(url, headers)?.key;
    expect(key({ "user-agent": "a", cookie: "other=1", "accept-language": "en-GB" })).toBe(key({ "accept-language": "en" }));
    const different = [key({}), key({ "accept-language": "zh" }), key({ cookie: "rb_theme=dark" }), key({ cookie: "rb_theme=light" }), key({}, "/list?q=a"), key({}, "/list?q=b")];
    expect(new Set(different).size).toBe(different.length);
    expect(key({ cookie: "rb_locale=zh-CN", "accept-language": "en" })).toBe(key({ "accept-language": "zh-CN" }));
    expect(key({ cookie: "rb_theme=purple; rb_locale=xx" })).toBe(key({}));
  });

  it("is rendered with the preferences it knows, never with the cookies that came", () => {
    expect(want("/list", { cookie: "spy=1; rb_theme=dark; rb_locale=zh-CN%0d%0ax" })?.cookie).toBe("rb_locale=en; rb_theme=dark");
  });

  it.each([
    ["a session", "/list", { cookie: "a=1; rb.session_token=abc" }, "GET"],
    ["a secure session", "/list", { cookie: "__Secure-rb.session_token=abc" }, "GET"],
    ["an authorization", "/list", { authorization: "Bearer x" }, "GET"],
    ["a body", "/list", { "content-length": "3" }, "GET"],
    ["a body in pieces", "/list", { "transfer-encoding": "chunked" }, "GET"],
    ["a form", "/list", {}, "POST"],
    ["a question for data", "/points/a.data", {}, "GET"],
    ["an unknown page", "/account", {}, "GET"],
    ["a way around", "/x/../list", {}, "GET"],
    ["an escaped path", "/%6cist", {}, "GET"],
    ["a foreign address", "//evil.example/list", {}, "GET"],
    ["letters that nobody sends", "/list?q=<script>", {}, "GET"],
    ["an endless address", `/list?q=${"a".repeat(500)}`, {}, "GET"],
  ])("is not shared with %s", (_name, url, headers, method) => {
    expect(want(url, headers as Record<string, string>, method)).toBeNull();
  });

  it("names the topics of its page", () => {
    expect(want("/points/p-1?x=1")?.topics).toEqual(["point:p-1"]);
    expect(want("/list", {}, "HEAD")?.topics).toEqual(["listings"]);
  });
});

describe("a changed topic", () => {
  it.each([
    ["listings", "listings", true],
    ["listings", "listing:a", false],
    ["point:a", "point:a", true],
    ["point:a", "point:b", false],
    ["point:*", "point:b", true],
    ["point:a", "point:*", true],
    ["point:*", "party:b", false],
    ["board", "listings", false],
  ])("%s after %s: %s", (topic, changed, expected) => {
    expect(touches(topic, changed)).toBe(expected);
  });
});
