import { randomBytes } from "node:crypto";
import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { passPage, passPolicy } from "#app/domains/deals/ui/pass-page.server.ts";
import { actingOnDeal } from "#app/flows/acting-on-deal.server.ts";
import { viewPass } from "#app/flows/view-deal.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";

/**
 * The taker's code as a page of its own that works without a network (see public/pass-worker.js). Where there is no code to show
 * (any more), the deal's page says how it stands.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  const found = await viewPass(db, actor, { dealId, publicUrl: env().PUBLIC_URL });
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  if (!found.value) return redirect(`/deals/${dealId}`);
  const nonce = randomBytes(16).toString("base64url");
  const locale = requestLocale(request);
  const page = passPage({ ...found.value, locale, nonce, now: new Date(), t: translator(locale, "deals") });
  return new Response(page, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": passPolicy(nonce),
      "Cache-Control": "private, no-store",
      "X-Deal-Pass": "valid",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
  });
}
