import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { auditQueryOf } from "#app/domains/trust/audit-query.ts";
import { checkChain, listAudit } from "#app/domains/trust/audit.repository.server.ts";
import { auditActions } from "#app/domains/trust/audit-actions.ts";
import { AuditAbout, AuditSaid } from "#app/domains/trust/ui/audit-entry.tsx";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

const limit = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  if (!mayModerate(actor)) throw new Response(null, { status: 403, statusText: "TRUST.NOT_ALLOWED" });
  const params = new URL(request.url).searchParams;
  const query = auditQueryOf(params);
  const db = await database();
  const rows = await listAudit(db, { ...query, limit: limit + 1 });
  const locale = requestLocale(request);
  return {
    rows: rows.slice(0, limit).map((row) => ({
      seq: String(row.seq),
      at: row.at.toISOString(),
      actorName: row.actorName,
      isPlatform: row.actorUserId === null,
      action: row.action,
      kind: row.subjectKind,
      id: row.subjectId,
      details: row.details,
      hash: row.hash.slice(0, 12),
    })),
    next: rows.length > limit ? String(rows[limit - 1]?.seq ?? "") : null,
    isLater: query.before !== null,
    action: query.action,
    subject: query.subjectId,
    check: params.get("check") === "1" ? await checkChain(db) : null,
    locale,
    timeZone: actor.party.timeZone,
    title: translator(locale, "trust")("audit.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Audit() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("trust");
  const filter = Object.fromEntries(Object.entries({ action: page.action, subject: page.subject }).filter(([, value]) => value)) as Record<string, string>;
  const nameOf = (action: string) => t(`audit.actions.${action.replace(".", "_")}`);
  const address = (more: Record<string, string>) => `/moderation/audit?${new URLSearchParams({ ...filter, ...more })}`;
  return (
    <>
      <PageHeader
        title={page.title}
        lead={t("audit.lead")}
        actions={
          <>
            <LinkButton to={address({ check: "1" })} variant="secondary" icon="shield">
              {t("audit.check")}
            </LinkButton>
            <LinkButton to={`/moderation/audit.csv?${new URLSearchParams(filter)}`} variant="secondary" icon="download" reloadDocument>
              {t("audit.csv")}
            </LinkButton>
          </>
        }
      />
      <div className="grid gap-4">
        {page.check ? (
          <Alert tone={page.check.intact ? "success" : "error"} live>
            {page.check.intact ? t("audit.intact", { count: page.check.size }) : t("audit.broken", { row: page.check.brokenAt ?? "" })}
          </Alert>
        ) : null}
        <Form method="get" className="flex flex-wrap items-end gap-3">
          <Field id="action" label={t("audit.filterAction")}>
            <Select name="action" defaultValue={page.action ?? ""} options={[{ value: "", label: t("audit.filterAll") }, ...auditActions.map((value) => ({ value, label: nameOf(value) }))]} />
          </Field>
          <Field id="subject" label={t("audit.filterSubject")}>
            <Input name="subject" defaultValue={page.subject ?? ""} maxLength={64} />
          </Field>
          <Button type="submit" variant="secondary" icon="filter">
            {t("audit.filter")}
          </Button>
        </Form>
        <DataTable
          caption={page.title}
          hideCaption
          rows={page.rows}
          rowKey={(row) => row.seq}
          empty={<EmptyState kind="results" title={t("audit.empty")} headingLevel={2} />}
          columns={[
            { key: "seq", header: t("audit.number"), primary: true, cell: (row) => <>{row.seq} <code className="text-xs font-normal whitespace-nowrap text-ink-soft">{row.hash}</code></> },
            { key: "at", header: t("audit.at"), cell: (row) => <DateTime at={row.at} locale={page.locale} timeZone={page.timeZone} /> },
            { key: "who", header: t("audit.who"), cell: (row) => (row.isPlatform ? t("audit.platform") : (row.actorName ?? t("moderation.gone"))) },
            { key: "action", header: t("audit.action"), cell: (row) => nameOf(row.action) },
            { key: "about", header: t("audit.about"), cell: (row) => <AuditAbout kind={row.kind} id={row.id} /> },
            { key: "details", header: t("audit.details"), cell: (row) => <AuditSaid details={row.details} /> },
          ]}
        />
        <Pagination nextTo={page.next ? address({ before: page.next }) : null} firstTo={page.isLater ? address({}) : null} />
      </div>
    </>
  );
}
