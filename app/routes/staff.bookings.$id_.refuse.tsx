import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { rejectOnSite } from "#app/domains/pickups/refusals.service.server.ts";
import { refusalKinds, refuseForm } from "#app/domains/pickups/refusals.schema.ts";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { visitWhen } from "#app/domains/pickups/when.rules.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { deletePrivatePhoto, storePrivatePhoto } from "#app/platform/images/stored-photos.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const opened = await openBooking(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { booking, verbs } = opened.value;
  if (!verbs.includes("reject")) throw redirect(`/staff/bookings/${booking.id}`);
  const locale = requestLocale(request);
  const t = translator(locale, "pickups");
  const name = booking.isAnonymous ? t("walkIn.anonymous") : booking.partyName;
  const when = visitWhen(booking.slot.startsAt, booking.slot.endsAt, { locale, timeZone: booking.point.timeZone });
  return { bookingId: booking.id, version: booking.version, name, lead: t("refusal.lead", { name, when }), title: t("refusal.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const bookingId = params.id ?? "";
  const db = await database();
  // Who has no business here leaves no photo in storage either.
  const opened = await openBooking(db, actor, bookingId);
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photo", maxFiles: 1, maxMegabytes: 12 });
  const values = { kind: String(form.get("kind") ?? ""), reason: String(form.get("reason") ?? "").slice(0, 1000) };
  const submission = parseWithZod(form, { schema: refuseForm });
  if (submission.status !== "success" || photoError) {
    const fields = { ...(submission.status === "success" ? {} : submission.error), ...(photoError ? { photo: [photoError] } : {}) };
    return data({ values, fields, error: null }, { status: 400 });
  }
  const files = await storage();
  const [prepared] = photos;
  const photo = prepared ? await storePrivatePhoto(files, `${actor.userId}:refusal:${bookingId}`, prepared) : null;
  const result = await rejectOnSite(db, actor, { ...submission.value, bookingId, photo });
  if (result.ok) return redirect(`/staff/bookings/${bookingId}`);
  if (photo) await deletePrivatePhoto(files, photo.storageKey);
  return data({ values, fields: {}, error: result.error }, { status: statusOf(result.error) });
}

export default function RefuseLoad() {
  const page = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation(["pickups", "errors", "listings"]);
  const errors = (name: string) => {
    const fields: Record<string, string[] | null | undefined> = failure?.fields ?? {};
    return (fields[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  };
  return (
    <div className="content max-w-2xl pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff", label: t("staff.title") }, { to: `/staff/bookings/${page.bookingId}`, label: page.name }, { label: page.title }]} />} title={page.title} lead={page.lead} />
      <Card padding="lg">
        <Form method="post" encType="multipart/form-data" className="grid gap-5">
          <Refusal error={failure?.error} />
          <input type="hidden" name="version" value={page.version} />
          <RadioCards id="kind" legend={t("refusal.kind")} name="kind" columns={2} defaultValue={failure?.values.kind ?? ""} error={errors("kind")[0]} options={refusalKinds.map((kind) => ({ value: kind, label: t(`refusal.kinds.${kind}`) }))} />
          <Field id="reason" label={t("refusal.reason")} hint={t("refusal.reasonHint")} error={errors("reason")}>
            <Textarea name="reason" rows={3} maxLength={300} required defaultValue={failure?.values.reason ?? ""} />
          </Field>
          <PhotoInput id="photo" name="photo" label={t("refusal.photo")} hint={t("refusal.photoHint")} max={1} error={errors("photo")} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton size="lg" variant="danger">
              {t("refusal.submit")}
            </SubmitButton>
            <LinkButton to={`/staff/bookings/${page.bookingId}`} variant="quiet" size="lg">
              {t("refusal.keep")}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </div>
  );
}
