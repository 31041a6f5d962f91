import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { openRound } from "#app/domains/rounds/driver.service.server.ts";
import { syncInput } from "#app/domains/rounds/driver.schema.ts";
import { driveRound } from "#app/flows/drive-round.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** More than a hundred acts with signatures come to; a phone that sends more is not ours. */
const mostBytes = 3_000_000;

/** POST /rounds/:id/actions: what a driver's phone kept while it had no network. Answers for each act, and with the round as it is now. */
export async function action({ request, params }: ActionFunctionArgs) {
  const who = await signedIn(request);
  if (!who) return Response.json({ error: "IDENTITY.SIGN_IN" }, { status: 401 });
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return Response.json({ error: "ROUNDS.INVALID" }, { status: 413 });
  const parsed = syncInput.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return Response.json({ error: "ROUNDS.INVALID" }, { status: 400 });
  const db = await database();
  const roundId = params.id ?? "";
  const driven = await driveRound(db, who.actor, { roundId, sentAt: new Date(parsed.data.sentAt), actions: parsed.data.actions });
  if (!driven.ok) return Response.json({ error: driven.error }, { status: statusOf(driven.error) });
  const opened = await openRound(db, who.actor, roundId);
  if (!opened.ok) return Response.json({ error: opened.error }, { status: statusOf(opened.error) });
  return Response.json({ outcomes: driven.value, round: opened.value.round }, { headers: { "Cache-Control": "no-store" } });
}

export function loader({ params }: { params: { id?: string } }) {
  return redirect(`/rounds/${params.id ?? ""}`);
}
