import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeMail, escapeHtml } from "./layout.server.ts";

describe("mails", () => {
  it("lets nothing that people typed become markup", () => {
    const evil = `<img src=x onerror="alert('1')">&`;
    const mail = composeMail({ locale: "en", subject: evil, paragraphs: [evil], action: { label: evil, url: `https://x.example/?a=1&b="><script>` }, footer: evil });
    expect(mail.html).not.toContain("<img");
    expect(mail.html).not.toContain("<script");
    expect(mail.html).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;");
    expect(mail.text).toContain(evil);
  });

  it("escapes any text so that it reads back the same and holds no sign of markup", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const safe = escapeHtml(text);
        expect(safe).not.toMatch(/[<>"']/);
        const back = safe.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
        expect(back).toBe(text);
      }),
    );
  });

  it("says in text what it says in HTML, with the link written out", () => {
    const mail = composeMail({ locale: "zh-CN", subject: "主题", paragraphs: ["一", "二"], action: { label: "打开", url: "https://x.example/a" }, footer: "页脚" });
    expect(mail.text).toBe("一\n\n二\n\n打开:\nhttps://x.example/a\n\n—\n\n页脚");
    expect(mail.html).toContain('<html lang="zh-CN">');
    expect(mail.html).toContain('href="https://x.example/a"');
  });
});
