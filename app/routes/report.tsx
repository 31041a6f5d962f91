import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { failedForm, readForm } from "#app/domains/trust/forms.ts";
import { listReportablePhotos } from "#app/domains/trust/subjects.repository.server.ts";
import { reportReasons } from "#app/domains/trust/trust.rules.ts";
import { reportInput, reportTextMax, subjectInput } from "#app/domains/trust/trust.schema.ts";
import { KeptCopy, Note, Refused, useFieldErrors } from "#app/domains/trust/ui/parts.tsx";
import { openReport, reportSubject } from "#app/flows/report-subject.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const asked = subjectInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) throw new Response(null, { status: 404 });
  const db = await database();
  const found = await openReport(db, actor, asked.data);
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  const { kind, listingId, snapshot } = found.value;
  const t = translator(requestLocale(request), "trust");
  return {
    asked: asked.data,
    kind,
    snapshot: { title: snapshot.title, text: snapshot.text.slice(0, 600), photoKeys: snapshot.photoKeys, authorName: snapshot.authorName },
    isConcealed: snapshot.concealed ?? false,
    photoIds: kind === "listing" && listingId ? await listReportablePhotos(db, listingId) : [],
    back: listingId ? `/listings/${listingId}` : "/",
    submissionId: newId(),
    title: t("report.title", { what: t(`subjects.${kind}`) }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const read = readForm(form, reportInput);
  if (!read.ok) return data(read.failed, { status: 400 });
  const key = `report:${String(form.get("submissionId") ?? "") || newId()}`.slice(0, 120);
  const done = await once(await database(), { userId: actor.userId, key, request: read.value }, (tx) => reportSubject(tx, actor, read.value));
  return done.ok ? redirect("/account/reports?done=sent") : data(failedForm(form, done.error), { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

export default function Report() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  const errors = useFieldErrors(failed);
  return (
    <div className="content max-w-2xl pb-10">
      <PageHeader title={page.title} lead={t("report.lead")} />
      <div className="grid gap-5">
        <section aria-label={t("report.what")} className="grid gap-2">
          {/* Photos of messages are on no public shelf: the thread shows them, the form counts them. */}
          <KeptCopy snapshot={page.snapshot} kind={page.kind} photoAt={page.kind === "message" ? undefined : (key) => `/photos/${key}`} />
          {page.photoIds.length > 0 ? (
            <p className="flex flex-wrap gap-x-3 text-sm">
              <span className="text-ink-soft">{t("report.photoOnly")}</span>
              {page.photoIds.map((id, index) => (
                <Link key={id} to={`/report?subject=photo&id=${id}`} className="link">
                  {t("report.photoNumber", { number: index + 1 })}
                </Link>
              ))}
            </p>
          ) : null}
          <Note>{t(page.isConcealed ? "report.concealed" : "report.kept")}</Note>
        </section>
        <Card padding="lg">
          <Form method="post" className="grid gap-5">
            <Refused failed={failed} />
            <input type="hidden" name="subject" value={page.asked.subject} />
            <input type="hidden" name="id" value={page.asked.id} />
            <input type="hidden" name="submissionId" value={page.submissionId} />
            <RadioCards
              legend={t("report.reason")}
              name="reason"
              columns={2}
              options={reportReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
              defaultValue={failed?.values.reason ?? ""}
              error={errors("reason")}
              hint={
                <Link to="/rules" className="link">
                  {t("report.rules")}
                </Link>
              }
            />
            <Field id="text" label={t("report.text")} hint={t("report.textHint")} error={errors("text")} optional>
              <Textarea name="text" rows={4} maxLength={reportTextMax} defaultValue={failed?.values.text ?? ""} />
            </Field>
            <div className="flex flex-wrap gap-3">
              <SubmitButton busyLabel={t("report.sending")}>{t("report.send")}</SubmitButton>
              <LinkButton to={page.back} variant="quiet">
                {t("report.back")}
              </LinkButton>
            </div>
          </Form>
        </Card>
      </div>
    </div>
  );
}
