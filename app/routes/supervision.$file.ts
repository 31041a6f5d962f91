import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { PARTS, supervisionQueryOf } from "#app/domains/supervision/supervision.schema.ts";
import { superviseAll } from "#app/flows/supervise.server.ts";
import { SUPERVISION_FORMATS, supervisionFile, type SupervisionFormat } from "#app/flows/supervision-file.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** What an authority supervises as files: /supervision/licences.csv, .jsonl, and so for decisions, alarms and deliveries. Read only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [name, end] = (params.file ?? "").split(".");
  const part = PARTS.find((one) => one === name);
  const format = (Object.keys(SUPERVISION_FORMATS) as SupervisionFormat[]).find((one) => one === end);
  if (!part || !format || params.file !== `${part}.${format}`) throw new Response(null, { status: 404 });
  const query = supervisionQueryOf(new URL(request.url).searchParams, actor.party.timeZone, systemClock.now());
  if (!query.period) throw new Response(null, { status: 400, statusText: "SUPERVISION.PERIOD_INVALID" });
  const read = await superviseAll(await database(), actor, { part, file: params.file, region: query.region, period: query.period });
  if (!read.ok) throw new Response(null, { status: statusOf(read.error), statusText: read.error });
  const text = supervisionFile(part, format, { region: read.value.region, period: query.period }, read.value.rows);
  return new Response(text, {
    headers: { "Content-Type": SUPERVISION_FORMATS[format], "Content-Disposition": `attachment; filename="roundabout-${read.value.region}-${params.file}"`, "Cache-Control": "private, no-store" },
  });
}
