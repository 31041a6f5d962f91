import type { LoaderFunctionArgs } from "@remix-run/node";
import { dealCalendar } from "#app/domains/deals/ics.server.ts";
import { mayKnowExactPlace, viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { exactPlaceOf } from "#app/domains/listings/for-deals.repository.server.ts";
import { actingOnDeal } from "#app/flows/acting-on-deal.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";

/** The hand-over as a calendar file, for the two sides. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  const found = await viewDeal(db, actor, dealId);
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  const deal = found.value;
  const t = translator(requestLocale(request), "deals");
  const exact = mayKnowExactPlace(deal) ? await exactPlaceOf(db, { listingId: deal.listing.id }) : null;
  const publicUrl = env().PUBLIC_URL;
  const other = deal.side === "giver" ? deal.parties.taker : deal.parties.giver;
  const text = dealCalendar({
    deal,
    host: new URL(publicUrl).hostname,
    url: `${publicUrl}/deals/${deal.id}`,
    summary: t("calendar.summary", { title: deal.listing.title }),
    description: t(deal.agreed?.agreedAt ? "calendar.agreed" : "calendar.proposed", { name: other.name }),
    location: [...new Set([deal.agreed?.place, exact?.exactAddress])].filter(Boolean).join(", "),
    now: new Date(),
  });
  if (text === null) throw new Response(null, { status: 404, statusText: "DEALS.NOT_FOUND" });
  return new Response(text, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="hand-over-${deal.id.slice(-8)}.ics"`,
      "Cache-Control": "private, no-store",
    },
  });
}
