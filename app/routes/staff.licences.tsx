import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { storeLicenceDocument } from "#app/domains/licences/licence-documents.server.ts";
import { licenceMoves, mayHold } from "#app/domains/licences/licences.rules.ts";
import { licenceForm, maxDocumentMegabytes, moveForm, type LicenceView } from "#app/domains/licences/licences.schema.ts";
import { moveLicence, submitLicence, viewOwnLicences } from "#app/domains/licences/licences.service.server.ts";
import { LicenceCard, WhichLicence } from "#app/domains/licences/ui/licence-card.tsx";
import { LicenceForm, type FailedLicence } from "#app/domains/licences/ui/licence-form.tsx";
import { StrandedSection } from "#app/domains/licences/ui/stranded-section.tsx";
import { cancelBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { findPointFacts, selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { otherPointsFor, strandedWork } from "#app/flows/stranded-work.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { readDocumentForm, type SentDocument } from "#app/platform/documents/document-form.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Actor } from "#app/shared/actor.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const now = systemClock.now();
  const own = await viewOwnLicences(db, actor, systemClock);
  if (!own.ok) throw new Response(null, { status: statusOf(own.error) });
  const points = await selectOwnPoints(db, actor.party.id);
  const stranded = await strandedWork(db, { partyId: actor.party.id, now });
  const ownPointIds = points.map((point) => point.id);
  const others = new Map<string, Awaited<ReturnType<typeof otherPointsFor>>>();
  const bookings = [];
  for (const { latitude, longitude, startsAt, endsAt, ...booking } of stranded.bookings) {
    const key = `${booking.pointId} ${booking.materials.join(" ")}`;
    const near = others.get(key) ?? (await otherPointsFor(db, { near: { latitude, longitude }, materials: booking.materials, ownPointIds, now }));
    others.set(key, near);
    bookings.push({ ...booking, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), others: near });
  }
  const locale = requestLocale(request);
  const again = own.value.find((licence) => licence.id === new URL(request.url).searchParams.get("again") && licence.state === "refused");
  return {
    again: again ? typedOf(again) : null,
    licences: own.value,
    bookings,
    deals: stranded.deals,
    points: points.map(({ id, name }) => ({ id, name })),
    mayHandIn: mayHold(actor),
    licenceId: newId(),
    countryCode: countryOfZone(actor.party.timeZone) ?? "",
    timeZone: actor.party.timeZone,
    partyId: actor.party.id,
    done: z.enum(["saved", "done"]).nullable().catch(null).parse(new URL(request.url).searchParams.get("done")),
    locale,
    title: translator(locale, "licences")("title"),
  };
}

/** What a licence that was not accepted said, for the form that hands it in anew; a circle and the document are chosen again. */
function typedOf(licence: LicenceView): FailedLicence {
  const { number, issuer, groups, materials, countryCode, subdivision, validFrom, validUntil } = licence;
  return { values: { number: [number], issuer: [issuer], groups, materials, countryCode: [countryCode], subdivision: [subdivision ?? ""], validFrom: [validFrom], validUntil: [validUntil] }, fields: {} };
}

type Answer = { error: string | null; failed: FailedLicence | null; bookingId: string | null };

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const sent = await readDocumentForm(request, { field: "document", maxMegabytes: maxDocumentMegabytes });
  const { form } = sent;
  const db = await database();
  const intent = String(form.get("intent"));
  if (intent === "submit") return submit(actor, sent);
  if (intent === "withdraw") {
    const parsed = moveForm.safeParse(Object.fromEntries(form));
    const done = parsed.success ? await moveLicence(db, actor, "withdraw", parsed.data) : null;
    return done?.ok ? redirect("/staff/licences?done=done") : answer({ error: done ? errorKey(done.error) : "errors:invalid" }, done ? statusOf(done.error) : 400);
  }
  const bookingId = String(form.get("bookingId") ?? "");
  const done = await cancelBooking(db, actor, { bookingId, version: Number(form.get("version")), reason: String(form.get("reason") ?? "").slice(0, 300) });
  return done.ok ? redirect("/staff/licences?done=done") : answer({ error: done.error === "PICKUPS.REASON_NEEDED" ? "licences:stranded.reasonNeeded" : errorKey(done.error), bookingId }, statusOf(done.error));
}

function answer(part: Partial<Answer>, status: number) {
  return data<Answer>({ error: null, failed: null, bookingId: null, ...part }, { status });
}

async function submit(actor: Actor, { form, document, documentError }: { form: FormData; document: SentDocument | null; documentError: string | null }) {
  const texts = (name: string) => form.getAll(name).filter((value): value is string => typeof value === "string");
  const values = Object.fromEntries([...new Set(form.keys())].map((name) => [name, texts(name)]));
  const parsed = licenceForm.safeParse({ ...Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all[0]])), groups: texts("groups"), materials: texts("materials") });
  const problem = documentError ?? (document ? null : "licences:form.missing");
  const fields: Record<string, string[]> = parsed.success ? {} : (z.flattenError(parsed.error).fieldErrors as Record<string, string[]>);
  if (problem) fields.document = [problem];
  if (!parsed.success || !document || problem) return answer({ failed: { values, fields } }, 400);
  const db = await database();
  const { aroundPointId, radiusMetres, ...licence } = parsed.data;
  const point = radiusMetres === null ? null : await findPointFacts(db, aroundPointId);
  if (radiusMetres !== null && point?.operatorPartyId !== actor.party.id) return answer({ failed: { values, fields: { radiusKm: ["errors:choose"] } } }, 400);
  const files = await storage();
  const stored = await storeLicenceDocument(files, `${actor.party.id}:${licence.licenceId}`, document);
  const around = point && radiusMetres !== null ? { label: point.name, latitude: point.latitude, longitude: point.longitude, radiusMetres } : null;
  const done = await submitLicence(db, actor, { ...licence, around, document: stored });
  if (done.ok) return redirect("/staff/licences?done=saved");
  await files.delete(stored.key);
  const atNumber = done.error === "LICENCES.ALREADY_THERE";
  return answer({ error: atNumber ? null : errorKey(done.error), failed: { values, fields: atNumber ? { number: [errorKey(done.error)] } : {} } }, statusOf(done.error));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function StaffLicences() {
  const page = useLoaderData<typeof loader>();
  const licenceId = useUntilSent(page.licenceId);
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("licences");
  useLive([`party:${page.partyId}`]);
  return (
    <div className="content max-w-4xl pb-12">
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
        <StrandedSection bookings={page.bookings} deals={page.deals} locale={page.locale} failedBookingId={failure?.bookingId ?? null} />
        {page.licences.length === 0 ? (
          <EmptyState kind="results" title={t("none.title")} headingLevel={2}>
            {t("none.text")}
          </EmptyState>
        ) : null}
        <ul className="grid gap-3">
          {page.licences.map((licence) => (
            <LicenceCard key={licence.id} licence={licence} locale={page.locale} mayOpenDocument={page.mayHandIn}>
              {page.mayHandIn && licenceMoves.withdraw.from.includes(licence.state) ? (
                <Form method="post" encType="multipart/form-data">
                  <WhichLicence licence={licence} />
                  <SubmitButton variant="quiet" size="sm" name="intent" value="withdraw">
                    {t("withdraw")}
                  </SubmitButton>
                </Form>
              ) : null}
              {page.mayHandIn && licence.state === "refused" ? (
                <Link to={`/staff/licences?again=${licence.id}#add`} className="link">
                  {t("handAgain")}
                </Link>
              ) : null}
            </LicenceCard>
          ))}
        </ul>
        <Section title={t("add")} id="add">
          {page.mayHandIn ? (
            <Card padding="lg">
              <LicenceForm key={`${licenceId} ${page.again?.values.number?.[0] ?? ""}`} licenceId={licenceId} countryCode={page.countryCode} timeZone={page.timeZone} points={page.points} failed={failure?.failed ?? page.again} />
            </Card>
          ) : (
            <p className="text-ink-soft">{t("notManager")}</p>
          )}
        </Section>
      </div>
    </div>
  );
}
