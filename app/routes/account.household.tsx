import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { HouseholdInput } from "#app/domains/identity/account.schema.ts";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { findHousehold } from "#app/domains/identity/households.repository.server.ts";
import { updateHousehold } from "#app/domains/identity/households.service.server.ts";
import { householdsOf } from "#app/domains/identity/membership.repository.server.ts";
import { timeZoneOptions } from "#app/domains/identity/time-zones.server.ts";
import { LocateButton } from "#app/domains/identity/ui/locate-button.tsx";
import { FormErrors, SelectField, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { FieldSet } from "#app/ui/forms/field.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const [mine] = await householdsOf(db, actor.userId);
  const household = mine ? await findHousehold(db, mine.id) : null;
  const parties = (await signedIn(request))?.parties ?? [];
  return {
    household,
    communities: parties.filter((party) => party.kind === "community").map(({ id, name }) => ({ value: id, label: name })),
    timeZones: timeZoneOptions(household?.timeZone ?? actor.party.timeZone),
    saved: new URL(request.url).searchParams.get("done") === "saved",
    title: translator(requestLocale(request), "account")("household.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const submission = parseWithZod(await request.formData(), { schema: HouseholdInput });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const result = await updateHousehold(await database(), actor, submission.value);
  if (!result.ok) return data(submission.reply({ formErrors: [errorKey(result.error)] }), { status: statusOf(result.error) });
  return redirect("/account/household?done=saved");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function HouseholdPage() {
  const { household, communities, timeZones, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("account");
  const { form, formProps, get } = useZodForm(HouseholdInput, {
    id: "household",
    lastResult: answer,
    defaultValue: household
      ? {
          name: household.name,
          headcount: String(household.headcount),
          timeZone: household.timeZone,
          placeLabel: household.placeLabel,
          latitude: household.latitude?.toString() ?? null,
          longitude: household.longitude?.toString() ?? null,
          homeCommunityId: household.homeCommunityId ?? "",
        }
      : {},
  });
  if (!household) {
    return (
      <>
        <PageHeader title={t("household.title")} />
        <Alert>{t("household.notOwner")}</Alert>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("household.title")} lead={t("household.lead")} />
      <div className="grid gap-4">
        {saved && !answer ? (
          <Alert tone="success" live>
            {t("household.saved")}
          </Alert>
        ) : null}
        <Card padding="lg">
          <Form method="post" reloadDocument {...formProps} className="grid max-w-xl gap-6">
            <FormErrors errors={form.errors} />
            <TextField field={get("name")} label={t("household.name")} autoComplete="off" />
            <div className="max-w-36">
              <TextField field={get("headcount")} type="number" inputMode="numeric" label={t("household.headcount")} hint={t("household.headcountHint")} />
            </div>
            <SelectField
              field={get("homeCommunityId")}
              label={t("household.homeCommunity")}
              hint={
                communities.length > 0 ? (
                  t("household.homeCommunityHint")
                ) : (
                  <>
                    {t("household.joinFirst")}{" "}
                    <Link className="link" to="/communities">
                      {t("household.findCommunity")}
                    </Link>
                  </>
                )
              }
              options={[{ value: "", label: t("household.noCommunity") }, ...communities]}
            />
            <TextField field={get("placeLabel")} label={t("household.placeLabel")} hint={t("household.placeLabelHint")} optional autoComplete="off" />
            <FieldSet legend={t("household.coordinates")} hint={t("household.coordinatesHint")} optional>
              <div className="grid gap-3">
                <div className="grid grid-cols-2 gap-3">
                  <TextField field={get("latitude")} label={t("household.latitude")} inputMode="decimal" autoComplete="off" />
                  <TextField field={get("longitude")} label={t("household.longitude")} inputMode="decimal" autoComplete="off" />
                </div>
                <LocateButton
                  onLocated={(place) => {
                    form.update({ name: "latitude", value: place.latitude });
                    form.update({ name: "longitude", value: place.longitude });
                  }}
                />
              </div>
            </FieldSet>
            <SelectField field={get("timeZone")} label={t("household.timeZone")} options={timeZones} />
            <SubmitButton className="justify-self-start">{t("household.save")}</SubmitButton>
          </Form>
        </Card>
      </div>
    </>
  );
}
