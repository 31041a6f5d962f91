import type { TFunction } from "i18next";
import { escapeHtml as escaped } from "#app/platform/mail/layout.server.ts";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";
import type { DealView } from "../deals.schema.ts";

/** What a pass shows; all of it is for the taker's eyes and for whoever they show it to. */
export type PassInput = {
  deal: Pick<DealView, "id" | "agreed" | "parties" | "listing">;
  code: string;
  qr: { size: number; path: string };
  exactAddress: string | null;
  locale: string;
  now: Date;
  nonce: string;
  t: TFunction;
};

/** The policy of a pass: its own style and script, its worker, and asking for itself again. */
export function passPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "worker-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const style = `
:root { color-scheme: light dark; font: 17px/1.5 system-ui, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
body { margin: 0; background: #faf9f5; color: #10201a; }
main { box-sizing: border-box; max-width: 30rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; display: grid; gap: 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
p, dl, dd { margin: 0; overflow-wrap: anywhere; }
.code { font-size: 2.75rem; font-weight: 700; letter-spacing: 0.12em; text-align: center; font-variant-numeric: tabular-nums; }
svg { display: block; width: min(15rem, 80vw); margin: 0 auto; border-radius: 12px; }
dl { display: grid; gap: 0.75rem; }
dt { font-size: 0.9rem; color: #47554e; }
dd { font-weight: 600; }
.note { font-size: 0.9rem; color: #47554e; }
a { color: #17548a; }
a:focus-visible { outline: 3px solid #5a63d8; outline-offset: 2px; }
[hidden] { display: none; }
@media (prefers-color-scheme: dark) {
  body { background: #10201a; color: #e9ece6; }
  dt, .note { color: #b3beb6; }
  a { color: #9cc8f0; }
}`;

/**
 * The pass of a deal as one page that needs nothing else: the code as square and digits, when and where. Its script keeps it on
 * the device by the worker at /pass-worker.js, and says so, or says that the network is gone. Without scripts it is the page alone.
 */
export function passPage(input: PassInput): string {
  const { deal, code, qr, locale, now, nonce } = input;
  const t = (key: string, words: Record<string, string> = {}) => escaped(input.t(key, words));
  const { timeZone } = deal.listing;
  const edge = 3;
  const side = qr.size + 2 * edge;
  const facts = [
    deal.agreed ? { term: t("page.when"), value: escaped(formatSpan(deal.agreed.startsAt, deal.agreed.endsAt, { locale, timeZone })), note: t(deal.agreed.agreedAt ? "time.yes" : "time.waits") } : null,
    deal.agreed ? { term: t("page.where"), value: escaped(deal.agreed.place), note: "" } : null,
    input.exactAddress ? { term: t("page.exact"), value: escaped(input.exactAddress), note: "" } : null,
  ].filter((fact) => fact !== null);
  return `<!doctype html>
<html lang="${escaped(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t("pass.title")} · Roundabout</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>${escaped(deal.listing.title)}</h1>
<p>${t("pass.with", { name: deal.parties.giver.name })}</p>
<svg viewBox="${-edge} ${-edge} ${side} ${side}" role="img" aria-label="${t("code.qr")}" shape-rendering="crispEdges"><rect x="${-edge}" y="${-edge}" width="${side}" height="${side}" fill="#ffffff"/><path d="${qr.path}" fill="#10201a"/></svg>
<p class="code" data-testid="pass-code">${escaped(code.slice(0, 3))} ${escaped(code.slice(3))}</p>
<p>${t("pass.show")}</p>
<dl>${facts.map(({ term, value, note }) => `<div><dt>${term}</dt><dd>${value}</dd>${note ? `<dd class="note">${note}</dd>` : ""}</div>`).join("")}</dl>
<p class="note" role="status"><span id="kept" hidden>${t("pass.kept")}</span><span id="offline" hidden>${t("pass.offline", { time: formatInstant(now, { locale, timeZone }) })}</span><span id="not-kept" hidden>${t("pass.notKept")}</span></p>
<p><a href="/deals/${escaped(deal.id)}">${t("pass.back")}</a></p>
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

const script = `
const say = (id) => { document.getElementById(id).hidden = false; };
async function keep() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return say("not-kept");
  if (!navigator.onLine) return say("offline");
  try {
    await navigator.serviceWorker.register("/pass-worker.js", { scope: location.pathname });
    const cache = await caches.open("deal-pass");
    const fresh = await fetch(location.pathname, { redirect: "error", cache: "no-store" });
    if (fresh.headers.get("X-Deal-Pass") !== "valid") { await cache.delete(location.pathname); return location.assign(location.pathname.replace(/\\/pass$/, "")); }
    await cache.put(location.pathname, fresh);
    await navigator.serviceWorker.ready;
    say("kept");
  } catch {
    say("not-kept");
  }
}
keep();
`;
