import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { actionOfForm } from "#app/domains/rounds/driver.form.ts";
import { MAX_PHOTO_MEGABYTES } from "#app/domains/rounds/driver.schema.ts";
import { openRound } from "#app/domains/rounds/driver.service.server.ts";
import { DriverRound, type DriverFailure } from "#app/domains/rounds/ui/driver-round.tsx";
import { driveRound } from "#app/flows/drive-round.server.ts";
import { keepRefusalPhoto } from "#app/flows/keep-refusal-photo.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { translateError } from "#app/shared/field-errors.ts";
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
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photo", maxFiles: 1, maxMegabytes: MAX_PHOTO_MEGABYTES });
  const now = new Date();
  const [roundId, clientId] = [params.id ?? "", String(form.get("clientId") ?? "")];
  const db = await database();
  const fail = (error: string, more: { photoProblem?: string; photoOf?: string } = {}) => data(failureOf(form, error, more), { status: statusOf(error) });
  const [photo] = photos;
  // What is left to say after the act itself is done: the photo again, or none.
  const photoOf = String(form.get("photoOf") ?? "");
  if (photoOf) return photoError || !photo ? fail("ROUNDS.PHOTO_INVALID", { photoOf }) : keep(photoOf, photo);
  // A photo that cannot be shown is chosen again before anybody is told of a refusal.
  if (photoError) return fail("ROUNDS.PHOTO_INVALID", { photoProblem: translateError((key, words) => translator(requestLocale(request), "rounds")(key, words ?? {}), photoError) });
  const driven = await driveRound(db, actor, { roundId, sentAt: now, actions: [actionOfForm(form, { clientId, deviceAt: now.toISOString() })] });
  const error = driven.ok ? (driven.value[0]?.error ?? null) : driven.error;
  // A collection without a single weight is no action at all.
  if (error !== null) return fail(error === "ROUNDS.INVALID" && form.get("kind") === "collect" ? "ROUNDS.WEIGHT_INVALID" : error);
  return photo ? keep(clientId, photo) : redirect(`/rounds/${roundId}`);

  async function keep(act: string, taken: (typeof photos)[number]) {
    const kept = await keepRefusalPhoto(db, await storage(), actor, { roundId, clientId: act, photo: taken });
    return kept.ok ? redirect(`/rounds/${roundId}`) : fail(kept.error, { photoOf: act });
  }
}

function failureOf(form: FormData, error: string, { photoProblem, photoOf }: { photoProblem?: string; photoOf?: string }): DriverFailure {
  const [one, all] = [(name: string) => form.get(name)?.toString() ?? "", (name: string) => form.getAll(name).map(String)];
  return {
    error,
    kind: one("kind"),
    stopId: one("stopId") || null,
    typed: { material: all("material"), gross: all("gross"), tare: all("tare"), contamination: all("contamination"), unit: one("unit") || "kg", signedName: one("signedName") },
    refusal: photoProblem === undefined ? null : { reason: one("reason"), note: one("note"), photoError: photoProblem },
    photoOf: photoOf ?? null,
  };
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
