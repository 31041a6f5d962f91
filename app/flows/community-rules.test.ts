import { describe, expect, it } from "vitest";
import { rulesHtml } from "./community-rules.server.ts";

const html = (text: string) => rulesHtml(text, "Table");

describe("a community's rules", () => {
  it("have headings below those of the page, however they are written, and none is left out", () => {
    expect(html("# Who\n\nAll.\n\nWhen\n====\n\nHow\n---\n\n#### Where")).toBe("<h3>Who</h3>\n<p>All.</p>\n<h3>When</h3>\n<h3>How</h3>\n<h3>Where</h3>\n");
    expect(html("> ## Quoted")).toContain("<h3>Quoted</h3>");
  });

  it("keep a code's lines as they are written, and HTML as text", () => {
    expect(html("```\n# a comment\n```")).toContain("# a comment\n");
    expect(html("```\n# a comment\n```")).not.toContain("###");
    expect(html('<h3 id="top">x</h3>')).toBe("<p>&lt;h3 id=&quot;top&quot;&gt;x&lt;/h3&gt;</p>\n");
    expect(html("  \n")).toBe("");
  });
});
