import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mayManageDevices } from "#app/domains/devices/devices.rules.ts";
import { assignForm, deviceForm, dismissForm, revokeForm } from "#app/domains/devices/devices.schema.ts";
import { registerDevice, revokeDevice, viewDevices } from "#app/domains/devices/devices.service.server.ts";
import { DeviceForm, type FailedDevice } from "#app/domains/devices/ui/device-form.tsx";
import { DeviceList } from "#app/domains/devices/ui/device-list.tsx";
import { WaitingReadings, type FailedReading, type VisitChoice } from "#app/domains/devices/ui/waiting-readings.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { listArrivals } from "#app/domains/pickups/views.service.server.ts";
import { assignReading, dismissReading, viewWaitingReadings } from "#app/flows/take-readings.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database, type Db } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

const DAY_MS = 86_400_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const params = new URL(request.url).searchParams;
  const [devices, waiting] = [await viewDevices(db, actor), await viewWaitingReadings(db, actor, params.get("after"))];
  if (!devices.ok || !waiting.ok) throw new Response(null, { status: 403 });
  const locale = requestLocale(request);
  return {
    devices: devices.value,
    ...waiting.value,
    visits: waiting.value.readings.length > 0 ? await visitsAround(db, actor, locale) : [],
    points: (await selectOwnPoints(db, actor.party.id)).map(({ id, name }) => ({ id, name })),
    mayManage: mayManageDevices(actor),
    deviceId: newId(),
    partyId: actor.party.id,
    after: params.get("after"),
    done: z.enum(["saved", "revokedDone", "done"]).nullable().catch(null).parse(params.get("done")),
    locale,
    title: translator(locale, "devices")("title"),
  };
}

/** Visits of the last week and of today and tomorrow that can still be weighed. */
async function visitsAround(db: Db, actor: Actor, locale: string): Promise<VisitChoice[]> {
  const now = systemClock.now();
  const rows = await listArrivals(db, actor, { from: new Date(now.getTime() - 7 * DAY_MS), until: new Date(now.getTime() + 2 * DAY_MS), now });
  return rows
    .filter((row) => row.state === "confirmed" || row.state === "checked_in" || row.state === "weighed")
    .map((row) => ({ id: row.id, pointId: row.pointId, label: `${formatInstant(row.startsAt, { locale, timeZone: row.timeZone, format: "datetime" })} · ${row.partyName}` }));
}

type Answer = { error: string | null; device: FailedDevice | null; reading: FailedReading | null };

function answer(part: Partial<Answer>, status: number) {
  return data<Answer>({ error: null, device: null, reading: null, ...part }, { status });
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = Object.fromEntries([...(await request.formData())].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  const db = await database();
  switch (form.intent) {
    case "register":
      return register(db, actor, form);
    case "revoke": {
      const parsed = revokeForm.safeParse(form);
      const done = parsed.success ? await revokeDevice(db, actor, parsed.data) : null;
      return done?.ok ? redirect("/staff/devices?done=revokedDone") : answer({ error: done ? errorKey(done.error) : "errors:invalid" }, done ? statusOf(done.error) : 400);
    }
    case "assign":
    case "dismiss":
      return settle(db, actor, form.intent, form);
    default:
      return answer({ error: "errors:invalid" }, 400);
  }
}

async function register(db: Db, actor: Actor, form: Record<string, string>) {
  const parsed = deviceForm.safeParse(form);
  if (!parsed.success) return answer({ device: { values: form, fields: z.flattenError(parsed.error).fieldErrors as Record<string, string[]> } }, 400);
  const done = await registerDevice(db, actor, parsed.data);
  if (done.ok) return redirect("/staff/devices?done=saved");
  const field = done.error === "DEVICES.KEY_TAKEN" ? "publicKey" : done.error === "DEVICES.POINT_NOT_FOUND" ? "pointId" : null;
  return answer({ error: field ? null : errorKey(done.error), device: { values: form, fields: field ? { [field]: [errorKey(done.error)] } : {} } }, statusOf(done.error));
}

async function settle(db: Db, actor: Actor, intent: "assign" | "dismiss", form: Record<string, string>) {
  const failed = (fields: Record<string, string[]>) => ({ readingId: form.readingId ?? "", intent, values: form, fields });
  const [assigned, dismissed] = intent === "assign" ? [assignForm.safeParse(form), null] : [null, dismissForm.safeParse(form)];
  const problem = assigned?.error ?? dismissed?.error;
  if (problem) return answer({ reading: failed(z.flattenError(problem as z.ZodError<Record<string, unknown>>).fieldErrors as Record<string, string[]>) }, 400);
  const done = assigned?.success ? await assignReading(db, actor, assigned.data) : dismissed?.success ? await dismissReading(db, actor, dismissed.data) : null;
  if (!done) return answer({ error: "errors:invalid" }, 400);
  if (done.ok) return redirect("/staff/devices?done=done");
  const atReason = done.error === "PICKUPS.REASON_NEEDED";
  return answer({ error: atReason ? null : errorKey(done.error), reading: failed(atReason ? { reason: [errorKey(done.error)] } : {}) }, statusOf(done.error));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function StaffDevices() {
  const page = useLoaderData<typeof loader>();
  const deviceId = useUntilSent(page.deviceId);
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("devices");
  useLive([`party:${page.partyId}`]);
  return (
    <div className="content pb-12">
      <PageHeader title={page.title} lead={t("lead")} />
      <div className="grid gap-4">
        {page.done && !failure ? (
          <Alert tone="success" live>
            {t(page.done)}
          </Alert>
        ) : null}
        {failure?.error ? (
          <Alert tone="error" live>
            {t(failure.error)}
          </Alert>
        ) : null}
        {page.readings.length > 0 || page.devices.length > 0 ? (
          <Section title={t("waiting.title")} id="waiting">
            <p className="pb-3 text-ink-soft">{t("waiting.lead")}</p>
            <WaitingReadings readings={page.readings} visits={page.visits} locale={page.locale} failed={failure?.reading ?? null} />
            <Pagination nextTo={page.nextCursor ? `/staff/devices?after=${encodeURIComponent(page.nextCursor)}` : null} firstTo={page.after ? "/staff/devices" : null} />
          </Section>
        ) : null}
        {page.devices.length === 0 ? (
          <EmptyState kind="results" title={t("none.title")} headingLevel={2}>
            {t("none.text")}
          </EmptyState>
        ) : (
          <DeviceList devices={page.devices} locale={page.locale} mayManage={page.mayManage} />
        )}
        <Section title={t("add")} id="add">
          {!page.mayManage ? (
            <p className="text-ink-soft">{t("notManager")}</p>
          ) : page.points.length === 0 ? (
            <p className="flex flex-wrap items-center gap-3">
              {t("form.noPoints")}
              <LinkButton to="/staff/points/new" variant="secondary">
                {t("pickups:staff.noPoints.action")}
              </LinkButton>
            </p>
          ) : (
            <Card padding="lg">
              <DeviceForm key={deviceId} deviceId={deviceId} points={page.points} failed={failure?.device ?? null} />
            </Card>
          )}
        </Section>
      </div>
    </div>
  );
}
