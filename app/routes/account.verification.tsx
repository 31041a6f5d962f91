import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { failedForm, readForm } from "#app/domains/trust/forms.ts";
import { ownSeller, requestSeller } from "#app/domains/trust/sellers.service.server.ts";
import { sellerInput } from "#app/domains/trust/trust.schema.ts";
import { Note, Refused, useFieldErrors } from "#app/domains/trust/ui/parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { StateBadge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Textarea } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const own = await ownSeller(await database(), actor);
  const locale = requestLocale(request);
  return {
    seller: own.ok ? own.value : null,
    refusal: own.ok ? null : own.error === "TRUST.KIND_OF_PARTY_NOT_ALLOWED" ? ("seller.notFor" as const) : ("seller.notYours" as const),
    party: { id: actor.party.id, name: actor.party.name },
    done: new URL(request.url).searchParams.get("done") === "saved",
    locale,
    title: translator(locale, "trust")("seller.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const read = readForm(form, sellerInput);
  if (!read.ok) return data(read.failed, { status: 400 });
  const done = await requestSeller(await database(), actor, read.value);
  return done.ok ? redirect("/account/verification?done=saved") : data(failedForm(form, done.error), { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

const stages = { requested: "waiting", verified: "done", refused: "problem", expired: "stopped" } as const;

export default function Verification() {
  const { seller, refusal, party, done, locale, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  const errors = useFieldErrors(failed);
  useLive([`party:${party.id}`]);
  const value = (name: keyof typeof sellerInput.shape) => failed?.values[name] ?? seller?.[name] ?? "";
  const date = seller?.expiresAt ? formatInstant(seller.expiresAt, { locale, timeZone: "UTC", format: "date" }) : "";
  return (
    <>
      <PageHeader title={title} lead={t("seller.lead")} actions={seller ? <StateBadge stage={stages[seller.state]}>{t(`seller.states.${seller.state}`)}</StateBadge> : null} />
      <div className="grid gap-4">
        {done && !failed ? (
          <Alert tone="success" live>
            {t("seller.saved")}
          </Alert>
        ) : null}
        {seller && !done ? <Alert tone={seller.state === "verified" ? "success" : seller.state === "refused" ? "error" : "info"}>{t(`seller.stateNotes.${seller.state}`, { date, reason: seller.reason ?? "" })}</Alert> : null}
        {refusal ? (
          <Alert tone="warning">{t(refusal)}</Alert>
        ) : (
          <Card padding="lg">
            <Form method="post" className="grid gap-4">
              <Refused failed={failed} />
              <p className="font-semibold">{party.name}</p>
              <Note>
                {t("seller.publicNote")} {seller?.state === "verified" ? t("seller.changeNote") : null}
              </Note>
              <Field id="legalName" label={t("seller.legalName")} error={errors("legalName")}>
                <Input name="legalName" required maxLength={160} autoComplete="organization" defaultValue={value("legalName")} />
              </Field>
              <Field id="registerNumber" label={t("seller.registerNumber")} error={errors("registerNumber")}>
                <Input name="registerNumber" required maxLength={60} defaultValue={value("registerNumber")} />
              </Field>
              <Field id="address" label={t("seller.address")} error={errors("address")}>
                <Textarea name="address" rows={3} required maxLength={300} autoComplete="street-address" defaultValue={value("address")} />
              </Field>
              <Field id="vatId" label={t("seller.vatId")} error={errors("vatId")} optional>
                <Input name="vatId" maxLength={20} defaultValue={value("vatId")} />
              </Field>
              <Field id="contactEmail" label={t("seller.contactEmail")} error={errors("contactEmail")}>
                <Input name="contactEmail" type="email" required maxLength={200} autoComplete="email" defaultValue={value("contactEmail")} />
              </Field>
              <span>
                <SubmitButton>{t(seller ? "seller.save" : "seller.send")}</SubmitButton>
              </span>
            </Form>
          </Card>
        )}
      </div>
    </>
  );
}
