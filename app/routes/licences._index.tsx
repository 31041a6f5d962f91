import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { endsWithin, registerQueryOf, standings } from "#app/domains/licences/register-query.ts";
import { viewRegister } from "#app/domains/licences/licences.service.server.ts";
import { stages } from "#app/domains/licences/ui/licence-card.tsx";
import { reasonSaid, useLicenceWords } from "#app/domains/licences/ui/licence-words.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LICENCE_BOUND } from "#app/shared/licences.ts";
import { StateBadge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

/** Every licence there is, to read: for operators and the staff of an authority. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const params = new URL(request.url).searchParams;
  const { query, region, regionProblem } = registerQueryOf(params);
  const seen = await viewRegister(await database(), actor, query);
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error), statusText: seen.error });
  const locale = requestLocale(request);
  return { ...seen.value, query, region, regionProblem, partyId: actor.party.id, isOperator: actor.isOperator, locale, title: translator(locale, "licences")("register.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function LicenceRegister() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("licences");
  const { t: tm } = useTranslation("materials");
  const words = useLicenceWords(page.locale);
  useLive([page.isOperator ? "moderation" : `party:${page.partyId}`]);
  const { query } = page;
  const filter = { state: query.standing ?? "", material: query.material ?? "", region: page.region, ends: query.endsWithinDays === null ? "" : String(query.endsWithinDays) };
  const address = (more: Record<string, string>) => {
    const asked = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== "");
    return asked.length === 0 ? "/licences" : `/licences?${new URLSearchParams(asked)}`;
  };
  const every = { value: "", label: t("register.every") };
  return (
    <div className="content pb-12">
      <PageHeader
        title={page.title}
        lead={t("register.lead")}
        actions={
          <LinkButton to="/moderation/licences" variant="secondary" icon="shield">
            {t("register.decide")}
          </LinkButton>
        }
      />
      <div className="grid gap-4">
        <Form method="get" className="flex flex-wrap items-end gap-3" key={address({})}>
          <Field id="state" label={t("register.state")}>
            <Select name="state" defaultValue={filter.state} options={[every, ...standings.map((value) => ({ value, label: t(`states.${value}`) }))]} />
          </Field>
          <Field id="material" label={t("register.material")}>
            <Select name="material" defaultValue={filter.material} options={[every, ...LICENCE_BOUND.map((value) => ({ value, label: tm(`names.${value}`) }))]} />
          </Field>
          <Field id="region" label={t("register.region")} hint={t("register.regionHint")} error={page.regionProblem ? t("register.regionUnknown") : undefined}>
            <Input name="region" maxLength={12} autoComplete="off" defaultValue={page.region} className="max-w-32 uppercase" />
          </Field>
          <Field id="ends" label={t("register.ends")}>
            <Select name="ends" defaultValue={filter.ends} options={[every, ...endsWithin.map((days) => ({ value: String(days), label: t("register.endsWithin", { days }) }))]} />
          </Field>
          <Button type="submit" variant="secondary" icon="filter">
            {t("register.filter")}
          </Button>
        </Form>
        <DataTable
          caption={page.title}
          hideCaption
          rows={page.licences}
          rowKey={(row) => row.id}
          empty={<EmptyState kind="results" title={t("register.empty")} headingLevel={2} />}
          columns={[
            { key: "holder", header: t("holder"), primary: true, cell: (row) => <span className="wrap-anywhere">{row.partyName}</span> },
            { key: "number", header: t("number"), cell: (row) => <span className="wrap-anywhere">{row.number}<span className="block text-sm text-ink-soft">{row.issuer}</span></span> },
            { key: "scope", header: t("scope"), cell: (row) => words.scope(row) },
            { key: "region", header: t("region"), cell: (row) => <span className="wrap-anywhere">{words.region(row)}</span> },
            { key: "days", header: t("days"), cell: (row) => words.days(row) },
            {
              key: "state",
              header: t("register.state"),
              cell: (row) => (
                <span className="grid justify-items-start gap-1 max-sm:justify-items-end">
                  <StateBadge stage={stages[row.standing]}>{t(`states.${row.standing}`)}</StateBadge>
                  <span className="text-sm text-ink-soft wrap-anywhere">{reasonSaid((key) => t(key), row)}</span>
                </span>
              ),
            },
          ]}
        />
        <Pagination nextTo={page.nextCursor ? address({ after: page.nextCursor }) : null} firstTo={query.after ? address({}) : null} />
      </div>
    </div>
  );
}
