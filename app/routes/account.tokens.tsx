import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { NewTokenInput } from "#app/domains/identity/account.schema.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { createToken, listTokens, revokeToken } from "#app/domains/identity/tokens.repository.server.ts";
import { FormErrors, TextField, useZodForm } from "#app/domains/identity/ui/zod-form.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  return {
    tokens: await listTokens(await database(), actor.userId),
    partyName: actor.party.name,
    timeZone: actor.party.timeZone,
    locale,
    revoked: new URL(request.url).searchParams.get("done") === "revoked",
    title: translator(locale, "account")("tokens.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  if (form.get("intent") === "revoke") {
    const done = await revokeToken(db, { id: String(form.get("tokenId") ?? ""), userId: actor.userId, now: new Date() });
    if (!done) throw new Response(null, { status: 404, statusText: "ACCOUNT.NOT_FOUND" });
    return redirect("/account/tokens?done=revoked");
  }
  const submission = parseWithZod(form, { schema: NewTokenInput });
  if (submission.status !== "success") return data({ result: submission.reply(), secret: null }, { status: 400 });
  const { secret } = await createToken(db, { userId: actor.userId, partyId: actor.party.id, name: submission.value.name });
  // The one answer without a redirect: a secret must not stand in an address.
  return data({ result: submission.reply({ resetForm: true }), secret }, { headers: { "Cache-Control": "no-store" } });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Tokens() {
  const { tokens, partyName, timeZone, locale, revoked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("account");
  const { form, formProps, get } = useZodForm(NewTokenInput, { id: "new-token", lastResult: answer?.result });
  return (
    <>
      <PageHeader title={t("tokens.title")} lead={t("tokens.lead", { party: partyName })} />
      <div className="grid gap-5">
        {answer?.secret ? (
          <Alert tone="success" live title={t("tokens.createdTitle")}>
            <p>{t("tokens.createdBody")}</p>
            <div className="mt-3 sm:w-md">
              <Field label={t("tokens.secret")}>
                <Input readOnly value={answer.secret} className="font-mono text-sm" onFocus={(event) => event.currentTarget.select()} />
              </Field>
            </div>
          </Alert>
        ) : revoked ? (
          <Alert tone="success" live>
            {t("tokens.revoked")}
          </Alert>
        ) : null}
        <Card padding="lg">
          <Form method="post" {...formProps} className="grid max-w-lg gap-5">
            <FormErrors errors={form.errors} />
            <TextField field={get("name")} label={t("tokens.name")} hint={t("tokens.nameHint")} autoComplete="off" />
            <SubmitButton className="justify-self-start" icon="key" name="intent" value="create">
              {t("tokens.create")}
            </SubmitButton>
          </Form>
        </Card>
        <DataTable
          caption={t("tokens.caption")}
          rows={tokens}
          rowKey={(token) => token.id}
          empty={<EmptyState kind="results" title={t("tokens.none")} />}
          columns={[
            { key: "name", header: t("tokens.column"), primary: true, cell: (token) => token.name },
            { key: "party", header: t("tokens.actsFor"), cell: (token) => token.partyName },
            { key: "created", header: t("tokens.created"), cell: (token) => <DateTime at={token.createdAt} locale={locale} timeZone={timeZone} format="date" /> },
            {
              key: "used",
              header: t("tokens.used"),
              cell: (token) => (token.lastUsedAt ? <DateTime at={token.lastUsedAt} locale={locale} timeZone={timeZone} /> : t("tokens.never")),
            },
            {
              key: "action",
              header: t("tokens.action"),
              align: "end",
              cell: (token) => (
                <Form method="post">
                  <input type="hidden" name="tokenId" value={token.id} />
                  <Button type="submit" name="intent" value="revoke" variant="secondary" size="sm" aria-label={t("tokens.revokeNamed", { name: token.name })}>
                    {t("tokens.revoke")}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      </div>
    </>
  );
}
