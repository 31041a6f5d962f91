import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findHousehold } from "#app/domains/identity/households.repository.server.ts";
import { selectAreasAt } from "#app/domains/pickups/home/areas.repository.server.ts";
import { newDraft, readDraft } from "#app/domains/pickups/home/drafts.service.server.ts";
import { doorOf, loadOf, type FieldProblems, type HomeDraftData } from "#app/domains/pickups/home/home-draft.rules.ts";
import { listOpenSlots } from "#app/domains/pickups/slots.service.server.ts";
import { HOLD_MINUTES } from "#app/domains/pickups/pickups.rules.ts";
import { FourSteps } from "#app/domains/pickups/ui/home/four-steps.tsx";
import { LoadStep } from "#app/domains/pickups/ui/home/load-step.tsx";
import { ConfirmStep, WhenStep } from "#app/domains/pickups/ui/home/time-steps.tsx";
import { AreaStep, WhereStep } from "#app/domains/pickups/ui/home/where-step.tsx";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { fillHomeBooking } from "#app/domains/pickups/home/fill-home-booking.server.ts";
import { homeFormAddress } from "#app/domains/pickups/home/home-form-address.ts";
import { estimateLoad } from "#app/domains/prices/prices.service.server.ts";
import { EstimateLine } from "#app/domains/prices/ui/estimate-line.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { MAX_HOME_PHOTOS } from "#app/domains/pickups/home/home.schema.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const DAY_MS = 86_400_000;
const maxMegabytes = 12;

const whole = (text: string | null, max: number) => Math.min(max, Math.max(0, Number.parseInt(text ?? "0", 10) || 0));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const params = new URL(request.url).searchParams;
  const locale = requestLocale(request);
  const db = await database();
  const asked = params.get("draft");
  const known = asked ? await readDraft(db, actor, asked) : null;
  const fresh = known ? null : await newDraft(db, actor, await findHousehold(db, actor.party.id));
  const draft = known ?? fresh?.draft;
  if (!draft) throw new Response(null, { status: 404 });
  const { door } = doorOf(draft);
  const areas = known && door ? await selectAreasAt(db, door) : [];
  const area = areas.find((one) => one.id === draft.areaId) ?? null;
  const load = area ? loadOf(draft, area).load : null;
  const reachable = load ? 4 : area ? 2 : 1;
  const step = Math.min(Math.max(1, whole(params.get("step"), 4)), reachable);
  const now = new Date();
  const opened = step >= 3 && draft.bookingId ? await openBooking(db, actor, draft.bookingId) : null;
  if (opened?.ok && opened.value.booking.state === "confirmed") throw redirect(`/bookings/${opened.value.booking.id}`);
  const hold = opened?.ok && opened.value.side === "resident" && opened.value.booking.state === "held" ? opened.value.booking : null;
  const week = whole(params.get("week"), 26);
  const needsSlots = area && door && load && (step === 3 || (step === 4 && !hold));
  const slots = needsSlots ? await listOpenSlots(db, { pointId: area.pointId, from: new Date(now.getTime() + week * 7 * DAY_MS), days: 7, now, grams: load.grams, home: { areaId: area.id, door }, ...(hold ? { insteadOf: hold.id } : {}) }) : [];
  const estimate = area && load ? await estimateLoad(db, { recyclerPartyId: area.recyclerPartyId, timeZone: area.timeZone, lines: load.lines, now }) : null;
  const settings = env();
  return {
    draftId: known && asked ? asked : newId(),
    draft,
    isRough: fresh?.isRough ?? false,
    areas,
    area,
    chooses: params.get("who") === "1" && areas.length > 0,
    step: step === 4 && !hold ? 3 : step,
    hold,
    slots,
    estimate,
    week,
    lost: params.get("lost") === "1" || (step === 4 && !hold),
    bookingId: newId(),
    now: now.toISOString(),
    locale,
    map: { tileUrl: settings.MAP_TILE_URL ?? null, attribution: settings.MAP_ATTRIBUTION ?? "" },
    title: translator(locale, "home-pickup")("title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photos", maxFiles: MAX_HOME_PHOTOS, maxMegabytes });
  const draftId = new URL(request.url).searchParams.get("draft") ?? "";
  const answer = await fillHomeBooking(await database(), await storage(), actor, { draftId, form, photos, photoError });
  if (answer.kind === "go") return redirect(answer.to);
  const { draft, problems, error, status } = answer;
  return data({ draft, problems, error }, { status });
}

export default function NewHomeBooking() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["home-pickup", "errors", "listings"]);
  const { area, step, draftId, locale } = page;
  useLive(area && step === 3 ? [`point:${area.pointId}`] : []);
  const draft: HomeDraftData = answer?.draft ?? page.draft;
  const problems: FieldProblems = answer?.problems ?? {};
  const problem = (field: string) => (problems[field] ? translateError((key, words) => t(key, words ?? {}), problems[field]) : undefined);
  const estimate = page.estimate && area ? <EstimateLine {...page.estimate} locale={locale} board={`/recyclers/${area.recyclerSlug}`} /> : null;
  const at = (to: number, more: Record<string, string> = {}) => homeFormAddress(draftId, to, more);
  return (
    <div className="content pb-12">
      <PageHeader title={page.title} lead={t("lead")} />
      <FourSteps step={step}>
        <Refusal error={answer?.error} />
        {page.lost && !answer?.error ? (
          <Alert tone="warning" live>
            {t("lost")}
          </Alert>
        ) : null}
        {step === 1 && page.chooses ? <AreaStep action={at(1, { who: "1" })} areas={page.areas} chosen={draft.areaId} locale={locale} back={at(1)} /> : null}
        {step === 1 && !page.chooses ? <WhereStep key={draftId} action={at(1)} draft={draft} isRough={page.isRough} problem={problem} map={page.map} /> : null}
        {step === 2 && area ? <LoadStep action={at(2)} back={at(1, page.areas.length > 1 ? { who: "1" } : {})} draft={draft} area={area} problem={problem} locale={locale} estimate={estimate} /> : null}
        {step === 3 && area ? (
          <WhenStep
            action={at(3)}
            back={at(2)}
            week={page.week}
            address={(week) => at(3, { week: String(week) })}
            slots={page.slots}
            bookingId={page.bookingId}
            timeZone={area.timeZone}
            locale={locale}
            holdMinutes={HOLD_MINUTES}
            estimate={estimate}
          />
        ) : null}
        {step === 4 && page.hold ? <ConfirmStep action={at(4)} other={at(3)} change={at(1)} hold={page.hold} now={page.now} locale={locale} photoError={problems.photos ?? null} estimate={estimate} /> : null}
      </FourSteps>
    </div>
  );
}
