import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { refusalCodes } from "#app/api/operation.ts";
import { operations, tags } from "#app/api/operations.server.ts";
import { problemStatus, problemTitle } from "#app/api/problem.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

/** Refusals no operation names, because the door gives them before one is found. */
const atTheDoor = ["HTTP.PATH_NOT_FOUND", "HTTP.METHOD_NOT_ALLOWED", "API.UNEXPECTED"];

/** What the API is, for people; the operations and codes come from the list the API is made of. */
export function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const codes = [...new Set([...atTheDoor, ...operations.flatMap(refusalCodes)])];
  return {
    title: translator(locale, "api")("title"),
    base: `${env().PUBLIC_URL}/api/v1`,
    count: operations.length,
    groups: tags.map(({ name }) => ({
      tag: name,
      operations: operations.filter((one) => one.tag === name).map(({ operationId, method, path, auth, scope }) => ({ operationId, method: method.toUpperCase(), path, auth, scope })),
    })),
    problems: codes
      .map((code) => ({ code, status: problemStatus(code), title: problemTitle(code, locale) }))
      .sort((one, other) => one.status - other.status || (one.code < other.code ? -1 : 1)),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Api() {
  const { base, count, groups, problems } = useLoaderData<typeof loader>();
  const { t } = useTranslation("api");
  const rules = ["units", "paging", "idempotency", "versions", "language", "credits"] as const;
  return (
    <div className="content grid grid-cols-1 pb-12">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <LinkButton to="/api/v1/openapi.json" reloadDocument variant="secondary" icon="external">
            {t("document")}
          </LinkButton>
        }
      />
      <Section title={t("start.title")}>
        <p>{t("start.lead")}</p>
        <Example label={t("start.points")} text={`curl '${base}/points?lat=36.72&lon=-4.42&material=glass_bottles&openNow=true'`} />
        <Example label={t("start.board")} text={`curl '${base}/leaderboards/communities?metric=per_head'`} />
      </Section>
      <Section title={t("token.title")}>
        <p className="prose-text">{t("token.lead")}</p>
        <p className="prose-text">{t("token.scopes")}</p>
        <div>
          <LinkButton to="/account/tokens" icon="key">
            {t("token.make")}
          </LinkButton>
        </div>
        <Example label={t("token.command")} text="npm run --silent token -- you@example.org" />
        <Example label={t("token.send")} text={`curl -H 'Authorization: Bearer rbt_…' '${base}/deals'`} />
        <Example label={t("start.publish")} text={publishExample(base)} />
      </Section>
      <Section title={t("rules.title")}>
        <ul className="prose-text grid list-disc gap-2 ps-5">
          {rules.map((rule) => (
            <li key={rule}>{t(`rules.${rule}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t("operations.title")} id="operations">
        <p>{t("operations.lead", { count })}</p>
        {groups.map((group) => (
          <Card key={group.tag} padding="md">
            <h3 className="pb-2 text-lg" id={group.tag}>
              {t(`operations.tags.${group.tag}`)}
            </h3>
            <DataTable
              caption={t(`operations.tags.${group.tag}`)}
              hideCaption
              rows={group.operations}
              rowKey={(one) => one.operationId}
              columns={[
                {
                  key: "path",
                  header: t("operations.path"),
                  primary: true,
                  cell: (one) => (
                    <code className="text-sm break-all" id={one.operationId}>
                      {one.method} {one.path}
                    </code>
                  ),
                },
                { key: "what", header: t("operations.what"), cell: (one) => t(`summaries.${one.operationId}`) },
                { key: "scope", header: t("operations.scope"), cell: (one) => (one.scope ? <code className="text-sm">{one.scope}</code> : null) },
                {
                  key: "who",
                  header: t("operations.who"),
                  align: "end",
                  cell: (one) => <Badge tone={one.auth === "public" ? "leaf" : one.auth === "token" ? "marigold" : "sky"}>{t(`operations.${one.auth}`)}</Badge>,
                },
              ]}
            />
          </Card>
        ))}
      </Section>
      <Section title={t("problems.title")} id="problems">
        <p className="prose-text">{t("problems.lead")}</p>
        <DataTable
          caption={t("problems.title")}
          hideCaption
          rows={problems}
          rowKey={(one) => one.code}
          columns={[
            {
              key: "code",
              header: t("problems.code"),
              primary: true,
              cell: (one) => (
                <code className="scroll-mt-24 text-sm break-all" id={one.code}>
                  {one.code}
                </code>
              ),
            },
            { key: "status", header: t("problems.status"), cell: (one) => one.status },
            { key: "sentence", header: t("problems.sentence"), cell: (one) => one.title },
          ]}
        />
      </Section>
    </div>
  );
}

function Example({ label, text }: { label: string; text: string }) {
  return (
    <figure className="grid grid-cols-1 gap-1.5">
      <figcaption className="text-sm text-ink-soft">{label}</figcaption>
      <pre className="rounded-card bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
        <code>{text}</code>
      </pre>
    </figure>
  );
}

function publishExample(base: string): string {
  const listing = { kind: "goods", offer: "free", category: "bicycle", condition: "good", title: "Touring bicycle, 28 inch", placeLabel: "Mitte" };
  return [
    `curl -X POST '${base}/listings' \\`,
    "  -H 'Authorization: Bearer rbt_…' \\",
    "  -H 'Content-Type: application/json' \\",
    "  -H 'Idempotency-Key: 5f0c7a1e' \\",
    `  -d '${JSON.stringify(listing)}'`,
  ].join("\n");
}
