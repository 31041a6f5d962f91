import { describe, expect, it } from "vitest";
import { headingIds, renderMarkdown } from "./markdown.server.ts";

const render = (source: string, more: Partial<Parameters<typeof renderMarkdown>[1]> = {}) => renderMarkdown(source, { tableLabel: (heading) => `Table: ${heading}`, ...more });

describe("renderMarkdown", () => {
  it.each([
    ["<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"],
    ["text <b onclick=\"x()\">bold</b> text", "<p>text &lt;b onclick=&quot;x()&quot;&gt;bold&lt;/b&gt; text</p>\n"],
    ['<div style="color:red">\n\n**not** HTML\n\n</div>', '<p>&lt;div style=&quot;color:red&quot;&gt;</p>\n<p><strong>not</strong> HTML</p>\n<p>&lt;/div&gt;</p>\n'],
    ["<!-- note -->", "<p>&lt;!-- note --&gt;</p>\n"],
    ["`<i>`", "<p><code>&lt;i&gt;</code></p>\n"],
    ["![a <i> picture](x.png)", "<p>a &lt;i&gt; picture</p>\n"],
  ])("shows raw HTML as text: %s", (source, html) => {
    expect(render(source).html).toBe(html);
  });

  it.each([
    ["[site](/impact/factors?a=1&b=2)", '<p><a href="/impact/factors?a=1&amp;b=2">site</a></p>\n'],
    ["[web](https://example.org/)", '<p><a href="https://example.org/" rel="noreferrer">web</a></p>\n'],
    ["[part](#sources)", '<p><a href="#sources">part</a></p>\n'],
    ["[file](../decisions/0001.md)", "<p>file</p>\n"],
    ["[bad](javascript:alert(1))", "<p>bad</p>\n"],
    ["[elsewhere](//example.org)", "<p>elsewhere</p>\n"],
    ['["quoted"](/a"b)', '<p><a href="/a&quot;b">&quot;quoted&quot;</a></p>\n'],
  ])("links only to places that a page can lead to: %s", (source, html) => {
    expect(render(source).html).toBe(html);
  });

  it("takes the title out, gives headings ids and lists them", () => {
    const { title, html, contents } = render("# The *whole*\n\n## Not covered\n\n### By weight (`a`)\n\n## Not covered\n\n#### Deep\n");
    expect(title).toBe("The whole");
    expect(html).toBe('<h2 id="not-covered">Not covered</h2>\n<h3 id="by-weight-a">By weight (<code>a</code>)</h3>\n<h2 id="not-covered-2">Not covered</h2>\n<h4 id="deep">Deep</h4>\n');
    expect(contents).toEqual([
      { id: "not-covered", text: "Not covered", depth: 2 },
      { id: "by-weight-a", text: "By weight (a)", depth: 3 },
      { id: "not-covered-2", text: "Not covered", depth: 2 },
    ]);
  });

  it("takes the original's ids for a translation of the same shape, and its own for another", () => {
    const ids = headingIds("# How\n\n## Sources\n");
    expect(render("# 方法\n\n## 来源\n", { ids }).contents).toEqual([{ id: "sources", text: "来源", depth: 2 }]);
    expect(render("# 方法\n\n## 来源\n\n## 区间\n", { ids }).contents.map((line) => line.id)).toEqual(["来源", "区间"]);
  });

  it("puts a table into a frame that can be scrolled and has a name", () => {
    const { html } = render("## Sums & more\n\n| | A |\n|---|---:|\n| x | **1** |\n");
    expect(html).toContain(
      '<div class="table-frame" data-columns="2" role="region" tabindex="0" aria-label="Table: Sums &amp; more"><table><thead><tr><td></td><th scope="col" align="right">A</th></tr></thead><tbody><tr><td>x</td><td align="right"><strong>1</strong></td></tr></tbody></table></div>',
    );
  });

  it("makes a span of code a link where it is told to", () => {
    const { html } = render("`known` and `other`", { codeLink: (code) => (code === "known" ? "/x?y=1&z=2" : null) });
    expect(html).toBe('<p><a href="/x?y=1&amp;z=2"><code>known</code></a> and <code>other</code></p>\n');
  });
});
