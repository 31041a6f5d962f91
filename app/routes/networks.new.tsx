import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listOwnedCommunities } from "#app/domains/communities/networks/networks.repository.server.ts";
import { FoundNetworkInput, NETWORK_KINDS } from "#app/domains/communities/networks/networks.schema.ts";
import { foundNetwork } from "#app/domains/communities/networks/networks.service.server.ts";
import { networkPath } from "#app/domains/communities/ui/network-parts.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { slugify } from "#app/domains/identity/slug.ts";
import { failedForm, readForm } from "#app/domains/trust/forms.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const owned = await listOwnedCommunities(await database(), { userId: actor.userId, networkId: null });
  return { title: translator(requestLocale(request), "networks")("form.title"), owned: owned.map(({ id, name }) => ({ id, name })), isOperator: actor.isOperator, submissionId: newId() };
}

/** Words that stand in addresses where a network's name would. */
const reserved = new Set(["new"]);

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const read = readForm(form, FoundNetworkInput);
  if (!read.ok) return data({ ...read.failed, error: null }, { status: 400 });
  const { submissionId, communityId, ...rest } = read.value;
  const name = slugify(rest.name);
  const wish = { ...rest, slug: reserved.has(name) ? `network-${name}` : name, communityId: communityId || null };
  const founded = await once(await database(), { userId: actor.userId, key: `network:${submissionId}`, request: wish }, (tx) => foundNetwork(tx, actor, wish));
  if (founded.ok) return redirect(networkPath(founded.value.slug));
  return data({ ...failedForm(form, founded.error), error: translator(requestLocale(request))(errorKey(founded.error)) }, { status: statusOf(founded.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewNetwork() {
  const { title, owned, isOperator, submissionId: fresh } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["networks", "errors"]);
  const submissionId = useUntilSent(fresh);
  const failed = useActionData<typeof action>();
  const typed = (name: string) => failed?.values[name] ?? "";
  const errors = (name: string) => (failed?.fields[name] ?? []).map((message) => translateError(t, message));
  const founders = [...owned.map(({ id, name }) => ({ value: id, label: name })), ...(isOperator ? [{ value: "", label: t("form.platform") }] : [])];
  return (
    <div className="content pb-12">
      <PageHeader title={title} lead={t("form.lead")} breadcrumbs={<Breadcrumbs items={[{ to: "/networks", label: t("title") }, { label: title }]} />} />
      {failed?.error ? (
        <Alert tone="error" live>
          {failed.error}
        </Alert>
      ) : null}
      {founders.length === 0 ? (
        <Alert tone="info">{t("form.none")}</Alert>
      ) : (
        <Form method="post" className="grid max-w-2xl gap-5">
          <input type="hidden" name="submissionId" value={submissionId} />
          <Field id="name" label={t("form.name")} hint={t("form.nameHint")} error={errors("name")}>
            <Input name="name" autoComplete="off" defaultValue={typed("name")} />
          </Field>
          <RadioCards legend={t("form.kind")} name="kind" columns={2} defaultValue={typed("kind") || "district"} error={errors("kind")} options={NETWORK_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
          <Field id="placeLabel" label={t("form.place")} hint={t("form.placeHint")} error={errors("placeLabel")}>
            <Input name="placeLabel" icon="point" autoComplete="off" defaultValue={typed("placeLabel")} />
          </Field>
          <Field id="description" label={t("form.description")} error={errors("description")} optional>
            <Textarea name="description" rows={3} defaultValue={typed("description")} />
          </Field>
          <Field id="communityId" label={t("form.community")} error={errors("communityId")}>
            <Select name="communityId" defaultValue={failed ? typed("communityId") : (founders[0]?.value ?? "")} options={founders} />
          </Field>
          <SubmitButton size="lg" className="justify-self-start">
            {t("form.submit")}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}
