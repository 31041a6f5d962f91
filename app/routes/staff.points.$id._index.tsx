import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { changeFacts, markChecked, openForCare, reopenPoint } from "#app/domains/points/care/care.service.server.ts";
import { pointFactsInput } from "#app/domains/points/care/care.schema.ts";
import { subdivisionChoices } from "#app/domains/points/care/special-days.server.ts";
import { errorsByField, factsOfForm, typedFacts } from "#app/domains/points/care/forms.ts";
import { AffectedBookings, type ListedBookings } from "#app/domains/points/ui/care/affected-bookings.tsx";
import { FactsForm } from "#app/domains/points/ui/care/facts-form.tsx";
import { Refusal } from "#app/domains/points/ui/refusal.tsx";
import { closePointForGood } from "#app/flows/change-point-hours.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const opened = await openForCare(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { point, today, history } = opened.value;
  const done = new URL(request.url).searchParams.get("done");
  return { point, typed: typedFacts(point), subdivisions: { ...subdivisionChoices(point), isConfirmed: point.confirmedSubdivisionCode !== null }, today, history: history.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })), done, locale: requestLocale(request) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  const ref = { pointId: params.id ?? "", version: Number(form.get("version")) };
  const intent = String(form.get("intent"));
  const nothing = { errors: {} as Record<string, string>, typed: null, affected: null };
  if (intent === "facts") {
    const typed = factsOfForm(form);
    const parsed = pointFactsInput.safeParse({ ...ref, ...typed });
    if (!parsed.success) return data({ ...nothing, error: null, errors: errorsByField(parsed.error), typed }, { status: 400 });
    const changed = await changeFacts(db, actor, parsed.data);
    if (!changed.ok && changed.error.startsWith("POINTS.SUBDIVISION_")) return data({ ...nothing, error: null, errors: { subdivisionCode: errorKey(changed.error) }, typed }, { status: 400 });
    if (!changed.ok) return data({ ...nothing, error: changed.error, typed }, { status: statusOf(changed.error) });
    return redirect(`/staff/points/${ref.pointId}?done=facts`);
  }
  const result =
    intent === "checked" ? await markChecked(db, actor, ref) : intent === "reopen" ? await reopenPoint(db, actor, ref) : intent === "close" ? await closePointForGood(db, actor, ref, { isConfirmed: form.get("confirm") === "1" }) : null;
  if (!result) return data({ ...nothing, error: "HTTP.INPUT_INVALID" }, { status: 400 });
  if (!result.ok) {
    const affected = result.error === "POINTS.BOOKINGS_AFFECTED" ? (result.details as unknown as ListedBookings) : null;
    return data({ ...nothing, error: affected ? null : result.error, affected }, { status: statusOf(result.error) });
  }
  return redirect(`/staff/points/${ref.pointId}?done=${intent}`);
}

export default function PointFactsPage() {
  const { point, typed, subdivisions, today, history, done, locale } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("point-care");
  const errors: Record<string, string> = failure?.errors ?? {};
  const error = (field: string) => (errors[field] ? translateError(t, errors[field]) : undefined);
  const version = <input type="hidden" name="version" value={point.version} />;
  return (
    <div className="grid gap-6">
      <Refusal error={failure?.error} />
      {done && !failure ? <Alert tone="success">{t(`done.${done === "checked" || done === "close" || done === "reopen" ? done : "saved"}`)}</Alert> : null}
      <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: error(field) ?? "" }))} />
      {point.closedSince ? (
        <Alert tone="warning" title={t("closed.title")}>
          <DateTime at={`${point.closedSince}T12:00:00Z`} locale={locale} timeZone="UTC" format="date" />
        </Alert>
      ) : null}
      <Card tone="leaf">
        <Form method="post" className="flex flex-wrap items-center justify-between gap-3">
          {version}
          <p>
            {t("checked.last")}{" "}
            <strong>{point.checkDate ? <DateTime at={`${point.checkDate}T12:00:00Z`} locale={locale} timeZone="UTC" format="date" /> : t("never")}</strong>
          </p>
          <SubmitButton name="intent" value="checked" variant={point.checkDate === today ? "secondary" : "primary"} icon="check">
            {t("checked.today")}
          </SubmitButton>
        </Form>
      </Card>
      <FactsForm version={point.version} typed={failure?.typed ?? typed} error={error} subdivisions={subdivisions} />
      <section className="grid max-w-2xl gap-3">
        <h2 className="text-xl">{t("closed.heading")}</h2>
        <Form method="post" className="grid gap-3">
          {version}
          {failure?.affected ? <AffectedBookings listed={failure.affected} timeZone={point.timeZone} locale={locale} intent="close" /> : null}
          <p className="text-ink-soft">{t(point.closedSince ? "closed.reopenText" : "closed.text")}</p>
          {failure?.affected ? null : (
            <div>
              <SubmitButton name="intent" value={point.closedSince ? "reopen" : "close"} variant={point.closedSince ? "secondary" : "danger"}>
                {t(point.closedSince ? "closed.reopen" : "closed.close")}
              </SubmitButton>
            </div>
          )}
        </Form>
      </section>
      {history.length > 0 ? (
        <section className="grid gap-2">
          <h2 className="text-xl">{t("history.title")}</h2>
          <ul className="grid gap-1 text-sm">
            {history.map((row) => (
              <li key={row.id}>
                <DateTime at={row.at} locale={locale} timeZone={point.timeZone} format="datetime" /> · {t(`history.${row.what}`)}
                {row.by ? ` · ${row.by}` : ""}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
