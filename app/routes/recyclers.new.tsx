import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { FoundRecyclerInput } from "#app/domains/identity/account.schema.ts";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { foundParty } from "#app/domains/identity/membership.service.server.ts";
import { switchParty } from "#app/domains/identity/sessions.service.server.ts";
import { timeZoneOptions } from "#app/domains/identity/time-zones.server.ts";
import { FormErrors, SelectField, TextAreaField, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { newId } from "#app/shared/ids.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return {
    submissionId: newId(),
    timeZone: actor.party.timeZone,
    timeZones: timeZoneOptions(actor.party.timeZone),
    title: translator(requestLocale(request), "account")("recyclers.newTitle"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: FoundRecyclerInput });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const input = submission.value;
  const db = await database();
  const result = await once(db, { userId: actor.userId, key: `found-recycler:${String(form.get("submissionId") ?? "")}`, request: input }, (tx) =>
    foundParty(tx, actor, { kind: "recycler", joinPolicy: "ask", ...input }),
  );
  if (!result.ok) return data(submission.reply({ formErrors: [errorKey(result.error)] }), { status: statusOf(result.error) });
  // Whoever founds something means to go on in its name.
  const who = await signedIn(request);
  if (who) await switchParty(db, { userId: actor.userId, sessionId: who.sessionId }, { partyId: result.value.partyId });
  return redirect(`/recyclers/${encodeURIComponent(result.value.slug)}`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewRecycler() {
  const { submissionId, timeZone, timeZones } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const { form, formProps, get } = useZodForm(FoundRecyclerInput, { id: "recycler", lastResult: useActionData<typeof action>(), defaultValue: { timeZone } });
  return (
    <div className="content max-w-3xl">
      <PageHeader title={t("recyclers.newTitle")} lead={t("recyclers.newLead")} />
      <Card padding="lg">
        <Form method="post" reloadDocument {...formProps} className="grid max-w-xl gap-5">
          <FormErrors errors={form.errors} />
          <input type="hidden" name="submissionId" value={submissionId} />
          <TextField field={get("name")} label={t("recyclers.name")} autoComplete="organization" />
          <TextAreaField field={get("description")} label={t("recyclers.description")} optional />
          <TextField field={get("placeLabel")} label={t("recyclers.placeLabel")} hint={t("recyclers.placeLabelHint")} autoComplete="off" />
          <SelectField field={get("timeZone")} label={t("recyclers.timeZone")} options={timeZones} />
          <SubmitButton className="justify-self-start">{t("recyclers.create")}</SubmitButton>
        </Form>
      </Card>
    </div>
  );
}
