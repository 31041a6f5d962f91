import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { actionOfForm } from "#app/domains/rounds/driver.form.ts";
import { openRound } from "#app/domains/rounds/driver.service.server.ts";
import { DriverRound, type DriverFailure } from "#app/domains/rounds/ui/driver-round.tsx";
import { driveRound } from "#app/flows/drive-round.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

/** A round on the phone of whoever drives it; public/rounds-worker.js keeps it for when there is no network. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const opened = await openRound(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { round, mayAct } = opened.value;
  const locale = requestLocale(request);
  const title = translator(locale, "rounds")("driver.title", { day: formatInstant(round.leavesAt, { locale, timeZone: round.depot.timeZone, format: "day" }) });
  return data({ round, mayAct, userId: actor.userId, clientId: newId(), locale, title }, { headers: { "X-Round-Page": "valid", "Cache-Control": "private, no-store" } });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

/** The forms of the page before JavaScript: each is one act, at the server's time. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const now = new Date();
  const said = actionOfForm(form, { clientId: String(form.get("clientId") ?? ""), deviceAt: now.toISOString() });
  const driven = await driveRound(await database(), actor, { roundId: params.id ?? "", sentAt: now, actions: [said] });
  const error = driven.ok ? (driven.value[0]?.error ?? null) : driven.error;
  if (error === null) return redirect(`/rounds/${params.id ?? ""}`);
  const failure: DriverFailure = {
    // A collection without a single weight is no action at all.
    error: error === "ROUNDS.INVALID" && form.get("kind") === "collect" ? "ROUNDS.WEIGHT_INVALID" : error,
    stopId: form.get("stopId")?.toString() ?? null,
    typed: {
      material: form.getAll("material").map(String),
      gross: form.getAll("gross").map(String),
      contamination: form.getAll("contamination").map(String),
      unit: form.get("unit")?.toString() ?? "kg",
      signedName: form.get("signedName")?.toString() ?? "",
    },
  };
  return data(failure, { status: statusOf(error) });
}

export default function DriverPage() {
  const { round, mayAct, userId, clientId, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("rounds");
  useLive([`party:${round.recyclerPartyId}`]);
  return (
    <div className="content grid max-w-2xl gap-2 pb-12">
      <PageHeader
        title={title}
        lead={`${round.vehicle.name} · ${t("driver.leaves", { time: formatInstant(round.leavesAt, { locale, timeZone: round.depot.timeZone, format: "time" }) })}`}
        actions={
          <LinkButton to={`/staff/rounds/${round.id}`} variant="secondary" icon="list">
            {t("driver.office")}
          </LinkButton>
        }
      />
      <DriverRound key={round.id} round={round} userId={userId} mayAct={mayAct} locale={locale} clientId={clientId} failure={failure} />
    </div>
  );
}
