import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { locales } from "#app/shared/i18n.ts";
import { namespaces } from "#app/shared/i18n.ts";

vi.stubEnv("NODE_ENV", "production");
vi.stubEnv("AUTH_SECRET", "a secret for tests, of more than 32 letters");
vi.stubEnv("DATA_DIR", path.join(process.env.TMPDIR ?? "/tmp", "roundabout-templates"));
const { mailTemplates } = await import("./templates.server.ts");

/** Everything with a subject that a catalogue keeps among its mails, or that lies in the catalogues of mails. */
function mailsOfCatalogues(): string[] {
  const found: string[] = [];
  for (const namespace of namespaces) {
    const walk = (value: unknown, prefix: string) => {
      if (typeof value !== "object" || value === null) return;
      if ("subject" in value && typeof value.subject === "string" && (prefix.startsWith("mails.") || ["mails", "notifications", "searches"].includes(namespace))) found.push(`${namespace}:${prefix}`);
      for (const [key, inner] of Object.entries(value)) walk(inner, prefix ? `${prefix}.${key}` : key);
    };
    walk(JSON.parse(readFileSync(`app/locales/en/${namespace}.json`, "utf8")), "");
  }
  return found.sort();
}

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const decode = (html: string) => html.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
const bare = (text: string) => text.replace(/[\s•:—]/g, "");

it("the gallery holds every mail that the catalogues have words for", () => {
  expect(mailTemplates.map((template) => template.name).sort()).toEqual(mailsOfCatalogues());
});

describe.each(mailTemplates.map((template) => [template.name, template] as const))("%s", (_name, template) => {
  it.each(locales)("in %s says all it means to, the same in text and HTML", (locale) => {
    const { subject, text, html, headers } = template.render(locale);
    for (const part of [subject, text]) {
      // A missing word shows its key; a missing value its braces.
      expect(part).not.toMatch(/\b(?:mails|digest|message|mail|kinds|reasons|names|greeting|verify|reset|exists)\.[a-z]|[{}]|undefined|\bNaN\b|null/);
    }
    if (locale === "zh-CN") expect(subject).toMatch(/[\u4e00-\u9fff]/);
    const body = html.slice(html.indexOf("<body"));
    const links = [...body.matchAll(/href="([^"]+)"/g)].map((match) => decode(match[1] ?? ""));
    const inText = text.match(/https?:\/\/\S+/g) ?? [];
    // Where a paragraph names an address, it is text in both.
    const written = decode(body.replace(/<[^>]+>/g, "\n")).match(/https?:\/\/\S+/g) ?? [];
    expect([...links, ...written].sort()).toEqual([...inText].sort());
    const words = decode(body.replace(/<[^>]+>/g, "\n")).replace(/^\s*Roundabout\s*$/m, "").replace(/https?:\/\/\S+/g, "");
    expect(bare(words)).toBe(bare(text.replace(/https?:\/\/\S+/g, "")));
    expect(html).toContain(`<html lang="${locale}">`);
    if (template.kind === "security") {
      expect(headers).toBeUndefined();
      expect(text).not.toContain("/unsubscribe/");
    } else {
      const link = /^<(.+)>$/.exec(headers?.["List-Unsubscribe"] ?? "")?.[1] ?? "none";
      expect(headers?.["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
      expect(inText).toContain(link);
      expect(inText.some((url) => url.endsWith("/account/notifications"))).toBe(true);
    }
  });
});
