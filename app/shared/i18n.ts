/** The languages the product speaks; the first is the default. */
export const locales = ["en", "zh-CN"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";

/** One namespace per room; each is a file in app/locales/<locale>/. */
export const namespaces = [
  "common",
  "errors",
  "http",
  "home",
  "account",
  "listings",
  "searches",
  "goods",
  "materials",
  "attributes",
  "grading",
  "claims",
  "rules",
  "deals",
  "messaging",
  "blocks",
  "points",
  "point-care",
  "pickups",
  "licences",
  "devices",
  "erasure",
  "home-pickup",
  "my-data",
  "prices",
  "rounds",
  "custody",
  "passports",
  "packaging",
  "statistics",
  "supervision",
  "targets",
  "takeback",
  "boards",
  "events",
  "shelves",
  "impact",
  "method",
  "ledger",
  "communities",
  "feed",
  "networks",
  "rewards",
  "challenges",
  "benchmarking",
  "trust",
  "api",
  "mails",
  "notifications",
  "webhooks",
  "design",
] as const;

/** True for a language the product speaks. */
export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (locales as readonly string[]).includes(value);
}

/** The best of our languages for an Accept-Language header. Any kind of Chinese gets zh-CN. */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part, index) => {
      const [tag = "", ...params] = part.trim().split(";");
      const q = params.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((v) => v !== undefined);
      return { tag: tag.toLowerCase(), quality: q === undefined ? 1 : Number(q), index };
    })
    .filter((w) => w.tag !== "" && w.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index);
  for (const { tag } of wanted) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return defaultLocale;
}
