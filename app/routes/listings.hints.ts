import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { alikeListings } from "#app/domains/listings/alike.service.server.ts";
import { hintsInput } from "#app/domains/listings/hints.schema.ts";
import { hintPrice } from "#app/domains/listings/price-hint.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";

/** GET ?draft&title&category|material&condition&currency -> `{alike, price}`: own open listings alike, and what others went for (or null). */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const { draft, title, category, material, condition, currency } = hintsInput.parse(Object.fromEntries(new URL(request.url).searchParams));
  const db = await database();
  const what = category ? `goods:${category}` : material ? `material:${material}` : null;
  const [alike, price] = await Promise.all([
    alikeListings(db, actor, { draftId: draft ?? "", title, what }),
    category && currency ? hintPrice(db, { category, condition, currency }) : null,
  ]);
  return Response.json({ alike, price }, { headers: { "Cache-Control": "no-store" } });
}
