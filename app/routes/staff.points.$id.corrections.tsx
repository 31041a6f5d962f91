import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { openForCare } from "#app/domains/points/care/care.service.server.ts";
import { declineCorrection, listCorrections } from "#app/domains/points/corrections/corrections.service.server.ts";
import { AffectedBookings, type ListedBookings } from "#app/domains/points/ui/care/affected-bookings.tsx";
import { CorrectionCard } from "#app/domains/points/ui/care/correction-card.tsx";
import { Refusal } from "#app/domains/points/ui/refusal.tsx";
import { acceptCorrection } from "#app/flows/accept-correction.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const opened = await openForCare(db, actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const listed = await listCorrections(db, actor, opened.value.point.id);
  const { timeZone } = opened.value.point;
  return { corrections: listed.ok ? listed.value : [], timeZone, partyId: actor.party.id, locale: requestLocale(request) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  const ref = { correctionId: String(form.get("correctionId")), version: Number(form.get("version")) };
  const reason = String(form.get("reason") ?? "");
  const decided = form.get("intent") === "decline" ? await declineCorrection(db, actor, { ...ref, reason }) : await acceptCorrection(db, actor, ref, { isConfirmed: form.get("confirm") === "1" });
  if (decided.ok) return redirect(`/staff/points/${params.id ?? ""}/corrections`);
  const affected = decided.error === "POINTS.BOOKINGS_AFFECTED" ? (decided.details as unknown as ListedBookings) : null;
  const needsReason = decided.error === "POINTS.REASON_NEEDED";
  return data({ error: affected || needsReason ? null : decided.error, needsReason, affected, correctionId: ref.correctionId, reason }, { status: statusOf(decided.error) });
}

export default function PointCorrections() {
  const { corrections, timeZone, partyId, locale } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("point-care");
  useLive([`party:${partyId}`]);
  if (corrections.length === 0) {
    return (
      <EmptyState kind="messages" title={t("corrections.empty")} headingLevel={2}>
        {t("corrections.emptyText")}
      </EmptyState>
    );
  }
  return (
    <div className="grid max-w-3xl gap-4">
      <Refusal error={failure?.error} />
      <ul className="grid gap-4">
        {corrections.map((correction) => {
          const mine = failure?.correctionId === correction.id ? failure : null;
          return (
            <CorrectionCard key={correction.id} correction={correction} timeZone={timeZone} locale={locale}>
              {correction.state === "open" ? (
                <Form method="post" className="grid gap-3" preventScrollReset>
                  <input type="hidden" name="correctionId" value={correction.id} />
                  <input type="hidden" name="version" value={correction.version} />
                  {mine?.affected ? <AffectedBookings listed={mine.affected} timeZone={timeZone} locale={locale} /> : null}
                  <Field id={`reason-${correction.id}`} label={t("corrections.reason")} hint={t("corrections.reasonHint")} error={mine?.needsReason ? t("points:errors.REASON_NEEDED") : undefined} optional>
                    <Textarea name="reason" rows={2} maxLength={500} defaultValue={mine?.reason ?? ""} />
                  </Field>
                  <div className="flex flex-wrap gap-2">
                    {mine?.affected ? null : (
                      <SubmitButton name="intent" value="accept" icon="check">
                        {t(correction.kind === "other" ? "corrections.acceptOther" : "corrections.accept")}
                      </SubmitButton>
                    )}
                    <SubmitButton name="intent" value="decline" variant="secondary">
                      {t("corrections.decline")}
                    </SubmitButton>
                  </div>
                </Form>
              ) : null}
            </CorrectionCard>
          );
        })}
      </ul>
    </div>
  );
}
