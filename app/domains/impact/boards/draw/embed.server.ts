import { randomBytes } from "node:crypto";
import type { Db } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { escapeHtml as escaped } from "#app/platform/mail/layout.server.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { isLocale } from "#app/shared/i18n.ts";
import { periodLabel } from "#app/shared/periods.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { boardQuery } from "../board-path.ts";
import { metricOf, periodOf, scopeOf, type Board } from "../boards.schema.ts";
import { readBoard } from "../boards.service.server.ts";
import { boardAsPng, boardAsSvg, SIZES, type PictureSize, type Words } from "./picture.server.ts";

/** Seconds for which others may keep what they show of a board. */
export const WIDGET_MAX_AGE_SECONDS = 120;

const wordsIn = (locale: "en" | "zh-CN"): Words => ({ locale, t: translator(locale, "boards") });

/** The board that an address asks for, in the language it names; cookies and the reader's browser have no say. */
async function asked(db: Db, request: Request, limit: number): Promise<{ board: Board; words: Words; address: string }> {
  const query = new URL(request.url).searchParams;
  const [scope, period, lang] = [scopeOf(query.get("scope")), periodOf(query.get("period")), query.get("lang")];
  const board = await readBoard(db, { scope, period, metric: metricOf(query.get("metric"), scope, period), limit });
  const locale = isLocale(lang) ? lang : "en";
  return { board, words: wordsIn(locale), address: `${env().PUBLIC_URL.replace(/\/$/, "")}/leaderboard${boardQuery(board)}` };
}

const headers = (type: string) => ({
  "Content-Type": type,
  "Cache-Control": `public, max-age=${WIDGET_MAX_AGE_SECONDS}`,
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Access-Control-Allow-Origin": "*",
  "X-Content-Type-Options": "nosniff",
});

/** A picture of a board: SVG, or PNG drawn here. */
export async function boardPicture(db: Db, request: Request, options: { size: PictureSize; format: "svg" | "png" }): Promise<Response> {
  const { board, words, address } = await asked(db, request, SIZES[options.size].rows);
  const drawing = { size: options.size, address };
  if (options.format === "svg") return new Response(boardAsSvg(board, words, drawing), { headers: { ...headers("image/svg+xml; charset=utf-8"), "Content-Security-Policy": "default-src 'none'; sandbox" } });
  const png = await pngOf(`${JSON.stringify([board.scope, board.metric, board.period, words.locale, options.size, board.computedAt, board.rows.map((row) => [row.partyId, row.name])])}`, () => boardAsPng(board, words, wordsIn("en"), drawing));
  return new Response(new Uint8Array(png), { headers: headers("image/png") });
}

/** The latest pictures, by what they show: drawing one takes more than all the rest of an answer. */
const drawn = new Map<string, Promise<Buffer>>();

function pngOf(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
  const there = drawn.get(key);
  if (there) return there;
  const made = draw();
  drawn.set(key, made);
  made.catch(() => drawn.delete(key));
  for (const old of drawn.keys()) {
    if (drawn.size <= 24) break;
    drawn.delete(old);
  }
  return made;
}

const style = `
:root { color-scheme: light dark; font: 15px/1.4 system-ui, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
body { margin: 0; background: #faf9f5; color: #10201a; }
main { padding: 0.75rem; }
h1 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
p { margin: 0.25rem 0 0; font-size: 0.85rem; color: #47554e; }
table { width: 100%; border-collapse: collapse; margin-top: 0.5rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.25rem; border-top: 1px solid #d9dcd3; text-align: start; font-weight: 400; overflow-wrap: anywhere; }
thead th { border: 0; font-size: 0.8rem; color: #47554e; }
.n { text-align: end; white-space: nowrap; }
td strong { display: block; }
small { color: #47554e; font-size: 0.8rem; }
a { color: #17548a; }
a:focus-visible { outline: 3px solid #5a63d8; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  body { background: #10201a; color: #e9ece6; }
  p, small, thead th { color: #b3beb6; }
  th, td { border-color: #33443b; }
  a { color: #9cc8f0; }
}`;

/** A board as a page that any other page may frame: no script, no cookie, nothing from elsewhere. */
export async function boardFrame(db: Db, request: Request): Promise<Response> {
  const { board, words, address } = await asked(db, request, 10);
  const { locale } = words;
  const t = (key: string, values: Record<string, string | number> = {}) => escaped(words.t(key, values));
  const percent = numberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const origin = escaped(env().PUBLIC_URL.replace(/\/$/, ""));
  const rows = board.rows.map((row) => {
    const name = board.scope === "communities" ? `<a href="${origin}/communities/${escaped(encodeURIComponent(row.slug))}" target="_blank" rel="noopener">${escaped(row.name)}</a>` : escaped(row.name);
    const held = row.heldCount > 0 ? `<br><small>${t("held", { count: row.heldCount })}</small>` : "";
    const range = escaped(formatCo2eRange(row.lowGrams, row.highGrams, locale, { besideGrams: row.co2eGrams }));
    return `<tr><td>${row.rank}</td><th scope="row">${name}${held}</th><td class="n"><strong>${escaped(formatCo2e(row.co2eGrams, locale))}</strong><small>${range}</small></td><td class="n">${row.coverage === null ? "–" : escaped(percent.format(row.coverage))}</td></tr>`;
  });
  const title = `${t(`scope.${board.scope}`)} · ${t(`metric.${board.metric}`)} · ${board.period === "all" ? t("allTime") : escaped(periodLabel(board.period, locale))}`;
  const nonce = randomBytes(16).toString("base64url");
  const table = `<table><thead><tr><th scope="col">${t("picture.rank")}</th><th scope="col">${t("picture.name")}</th><th scope="col" class="n">${t("picture.figure")}</th><th scope="col" class="n">${t("picture.coverage")}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
  const page = `<!doctype html>
<html lang="${escaped(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} · Roundabout</title><style nonce="${nonce}">${style}</style></head>
<body><main>
<h1>${title}</h1>
${rows.length > 0 ? table : `<p>${t("picture.nobody")}</p>`}
<p>${t("picture.asOf", { time: board.computedAt.slice(0, 16).replace("T", " ") })} · <a href="${escaped(address)}" target="_blank" rel="noopener">${t("how")}</a></p>
</main></body></html>`;
  return new Response(page, {
    headers: {
      ...headers("text/html; charset=utf-8"),
      // The one page of ours that others may frame.
      "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors *`,
      "Referrer-Policy": "no-referrer",
    },
  });
}
