import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { auditQueryOf } from "#app/domains/trust/audit-query.ts";
import { listAudit } from "#app/domains/trust/audit.repository.server.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import { database } from "#app/platform/db/database.server.ts";
import { csvText } from "#app/shared/csv.ts";

/** The newest rows of the record that fit the filter, at most ten thousand; older ones by `before`. */
const limit = 10_000;

/** The record as CSV, for moderators. What would run as a formula in a spreadsheet is made text. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  if (!mayModerate(actor)) throw new Response(null, { status: 403, statusText: "TRUST.NOT_ALLOWED" });
  const rows = await listAudit(await database(), { ...auditQueryOf(new URL(request.url).searchParams), limit });
  const text = csvText(
    ["number", "at", "actor_id", "actor", "action", "subject_kind", "subject_id", "details", "previous_hash", "hash"],
    rows.map((row) => [String(row.seq), row.at.toISOString(), row.actorUserId, row.actorName, row.action, row.subjectKind, row.subjectId, JSON.stringify(row.details), row.prevHash, row.hash]),
  );
  return new Response(text, { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="roundabout-moderation.csv"', "Cache-Control": "private, no-store" } });
}
