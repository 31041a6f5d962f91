import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { NewTokenInput } from "#app/domains/identity/account.schema.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { listTokens } from "#app/domains/identity/tokens.repository.server.ts";
import { endToken, makeToken } from "#app/domains/identity/tokens.service.server.ts";
import { TokenForm, type FailedToken } from "#app/domains/identity/ui/token-form.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { allScopes } from "#app/shared/scopes.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const now = new Date();
  const done = new URL(request.url).searchParams.get("done");
  return {
    tokens: (await listTokens(await database(), actor.userId)).map((token) => ({ ...token, isOver: token.expiresAt !== null && token.expiresAt <= now })),
    tokenId: newId(),
    partyName: actor.party.name,
    timeZone: actor.party.timeZone,
    locale,
    done: done === "revoked" || done === "known" ? done : null,
    title: translator(locale, "account")("tokens.title"),
  };
}

type Answer = { secret: string | null; failed: FailedToken | null };

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  if (form.get("intent") === "revoke") {
    const ended = await endToken(db, actor, { tokenId: String(form.get("tokenId") ?? "") });
    if (!ended.ok) throw new Response(null, { status: 404, statusText: ended.error });
    return redirect("/account/tokens?done=revoked");
  }
  const text = (name: string) => String(form.get(name) ?? "");
  const typed = { name: text("name"), reach: text("reach"), scopes: form.getAll("scopes").map(String), days: text("days") };
  const refuse = (errors: FailedToken["errors"], status: number) => data<Answer>({ secret: null, failed: { ...typed, errors } }, { status });
  const parsed = NewTokenInput.safeParse({ ...typed, tokenId: form.get("tokenId") });
  if (!parsed.success) {
    const { tokenId, ...fields } = z.flattenError(parsed.error).fieldErrors;
    return refuse({ ...fields, ...(tokenId ? { form: ["errors:invalid"] } : {}) }, 400);
  }
  const made = await makeToken(db, actor, parsed.data);
  if (!made.ok) return refuse({ form: [fieldMessage(errorKey(made.error), made.details as Record<string, number>)] }, statusOf(made.error));
  if (made.value.secret === null) return redirect("/account/tokens?done=known");
  // The one answer without a redirect: a secret must not stand in an address.
  return data<Answer>({ secret: made.value.secret, failed: null }, { headers: { "Cache-Control": "no-store" } });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Tokens() {
  const page = useLoaderData<typeof loader>();
  const { tokens, partyName, timeZone, locale, done } = page;
  const tokenId = useUntilSent(page.tokenId);
  const answer = useActionData<typeof action>() as Answer | undefined;
  const { t } = useTranslation("account");
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
        ) : done && !answer ? (
          <Alert tone={done === "revoked" ? "success" : "info"} live>
            {t(`tokens.${done}`)}
          </Alert>
        ) : null}
        <DataTable
          caption={t("tokens.caption")}
          rows={tokens}
          rowKey={(token) => token.id}
          empty={<EmptyState kind="results" title={t("tokens.none")} />}
          columns={[
            { key: "name", header: t("tokens.column"), primary: true, cell: (token) => <span className="wrap-anywhere">{token.name}</span> },
            { key: "scopes", header: t("tokens.may"), cell: (token) => <Scopes held={token.scopes} all={t("tokens.reaches.all")} /> },
            { key: "party", header: t("tokens.actsFor"), cell: (token) => token.partyName },
            { key: "created", header: t("tokens.created"), cell: (token) => <DateTime at={token.createdAt} locale={locale} timeZone={timeZone} format="date" /> },
            {
              key: "used",
              header: t("tokens.used"),
              cell: (token) => (token.lastUsedAt ? <DateTime at={token.lastUsedAt} locale={locale} timeZone={timeZone} /> : t("tokens.never")),
            },
            {
              key: "expires",
              header: t("tokens.expires"),
              cell: (token) =>
                token.isOver ? <Badge tone="clay">{t("tokens.over")}</Badge> : token.expiresAt ? <DateTime at={token.expiresAt} locale={locale} timeZone={timeZone} format="date" /> : t("tokens.endless"),
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
        <Section title={t("tokens.add")} id="add">
          <Card padding="lg">
            <TokenForm key={tokenId} tokenId={tokenId} failed={answer?.failed ?? null} />
          </Card>
        </Section>
      </div>
    </>
  );
}

function Scopes({ held, all }: { held: readonly string[]; all: string }) {
  if (held.includes(allScopes)) return <>{all}</>;
  return (
    <span className="text-sm wrap-anywhere">
      {held.map((scope, index) => (
        <span key={scope}>
          {index > 0 ? ", " : ""}
          <code>{scope}</code>
        </span>
      ))}
    </span>
  );
}
