import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { inspectionReasons } from "#app/domains/deals/deals.schema.ts";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { inspectForm, maxInspectionPhotos } from "#app/domains/deals/inspections.schema.ts";
import { ActAlert } from "#app/domains/deals/ui/deal-forms.tsx";
import { actingOnDeal } from "#app/flows/acting-on-deal.server.ts";
import { inspectDeal } from "#app/flows/inspect-deal.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { deletePrivatePhoto, storePrivatePhoto } from "#app/platform/images/stored-photos.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { formatPrice } from "#app/shared/money.ts";
import { SubmitButton, LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, Textarea } from "#app/ui/forms/inputs.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const maxMegabytes = 12;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  const found = await viewDeal(db, actor, dealId);
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  const deal = found.value;
  if (!deal.moves.includes("inspect") || !deal.terms.price) return redirect(`/deals/${dealId}`);
  const locale = requestLocale(request);
  const t = translator(locale, "deals");
  const { currency } = deal.terms.price;
  const quoted = formatPrice(deal.settledMinor ?? 0, currency, locale);
  return { dealId, version: deal.version, currency, submissionId: newId(), title: t("inspection.pageTitle"), lead: t("inspection.pageLead", { amount: quoted }), listing: deal.listing.title };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photos", maxFiles: maxInspectionPhotos, maxMegabytes });
  form.set("dealId", dealId);
  const values = { found: String(form.get("found") ?? ""), note: String(form.get("note") ?? ""), reasons: form.getAll("reasons").map(String) };
  const submission = parseWithZod(form, { schema: inspectForm });
  if (submission.status !== "success" || photoError) {
    const fields = { ...(submission.status === "success" ? {} : submission.error), ...(photoError ? { photos: [photoError] } : {}) };
    return data({ values, fields, error: null }, { status: 400 });
  }
  const submissionId = String(form.get("submissionId") ?? newId()).slice(0, 64);
  const files = await storage();
  const stored = [];
  for (const photo of photos) stored.push(await storePrivatePhoto(files, `${actor.userId}:inspection:${submissionId}`, photo));
  const input = { ...submission.value, photos: stored };
  const result = await once(db, { userId: actor.userId, key: `inspect:${submissionId}`, request: input }, (tx) => inspectDeal(tx, actor, input));
  if (result.ok) return redirect(`/deals/${dealId}`);
  for (const photo of stored) await deletePrivatePhoto(files, photo.storageKey);
  const atReasons = result.error === "DEALS.REASONS_NEEDED";
  return data(
    { values, fields: atReasons ? { reasons: ["deals:errors.REASONS_NEEDED"] } : {}, error: atReasons ? null : { code: result.error, details: result.details ?? {} } },
    { status: statusOf(result.error) },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function InspectDeal() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["deals", "errors", "listings"]);
  const errors = (name: string) => {
    const fields: Record<string, string[] | null | undefined> = answer?.fields ?? {};
    return (fields[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  };
  return (
    <div className="content max-w-2xl pb-10">
      <PageHeader title={page.title} lead={page.lead} />
      <Card padding="lg">
        <Form method="post" encType="multipart/form-data" className="grid gap-5">
          {answer?.error ? <ActAlert error={answer.error} /> : null}
          <input type="hidden" name="version" value={page.version} />
          <input type="hidden" name="submissionId" value={page.submissionId} />
          <Field id="found" label={`${t("inspection.amount")} (${page.currency})`} error={errors("found")}>
            <Input name="found" inputMode="decimal" autoComplete="off" required defaultValue={answer?.values.found ?? ""} className="max-w-48" />
          </Field>
          <FieldSet id="reasons" legend={t("inspection.reasonsField")} hint={t("inspection.reasonsHint")} error={errors("reasons")}>
            <div className="grid gap-1 sm:grid-cols-2">
              {inspectionReasons.map((reason) => (
                <Checkbox key={reason} id={`reasons-${reason}`} name="reasons" value={reason} defaultChecked={answer?.values.reasons.includes(reason) ?? false} label={t(`inspection.reasons.${reason}`)} />
              ))}
            </div>
          </FieldSet>
          <Field id="note" label={t("inspection.note")} optional hint={t("inspection.noteHint")} error={errors("note")}>
            <Textarea name="note" rows={3} maxLength={1000} defaultValue={answer?.values.note ?? ""} />
          </Field>
          <PhotoInput id="photos" name="photos" label={t("inspection.photoField")} hint={t("inspection.photoHint")} max={maxInspectionPhotos} error={errors("photos")} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton size="lg">{t("inspection.send")}</SubmitButton>
            <LinkButton to={`/deals/${page.dealId}`} variant="quiet">
              {t("actions.keep")}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </div>
  );
}
