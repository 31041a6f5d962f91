import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { actOnPackaging } from "#app/domains/packaging/act.server.ts";
import { PackagingRefusal, ReturnList } from "#app/domains/packaging/ui/packaging-parts.tsx";
import { GiveOutForm, OpenPoolForm, TypesSection } from "#app/domains/packaging/ui/staff-forms.tsx";
import { viewOwnPool } from "#app/domains/packaging/view.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { formatPrice, usualCurrency } from "#app/shared/money.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler", "community"], "staff");
  const seen = await viewOwnPool(await database(), actor);
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error) });
  const locale = requestLocale(request);
  const params = new URL(request.url).searchParams;
  const [count, deposit] = [Number(params.get("gave") ?? 0), Number(params.get("deposit") ?? 0)];
  const gave = Number.isInteger(count) && count > 0 && Number.isInteger(deposit) && deposit >= 0 ? { count, depositMinor: deposit } : null;
  return { ...seen.value, gave, locale, partyId: actor.party.id, currency: usualCurrency(null, locale), ids: { poolId: newId(), typeId: newId(), submissionId: newId(), issueId: newId() }, title: translator(locale, "packaging")("staff.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler", "community"], "staff");
  const form = await request.formData();
  const outcome = await actOnPackaging(await database(), actor, form, (schema) => parseWithZod(form, { schema }));
  if (!("done" in outcome)) return data(outcome, { status: outcome.refusal ? statusOf(outcome.refusal.code) : 400 });
  const given = outcome.done as { count?: number; depositMinor?: number };
  return redirect(form.get("intent") === "give" ? `/staff/packaging?gave=${given.count ?? 0}&deposit=${given.depositMinor ?? 0}` : "/staff/packaging");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function StaffPackaging() {
  const { pool, mayManage, toCount, mismatches, accounts, gave, locale, partyId, currency, ids: freshIds } = useLoaderData<typeof loader>();
  const ids = useUntilSent(freshIds);
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("packaging");
  useLive([`party:${partyId}`]);
  const replyTo = (intent: string) => (failed?.intent === intent ? failed.reply : null);
  const header = <PageHeader title={pool ? pool.name : t("staff.title")} lead={t("staff.lead")} />;
  if (!pool)
    return (
      <div className="content max-w-3xl pb-12">
        {header}
        <PackagingRefusal refusal={failed?.refusal} />
        <Card padding="lg" className="grid gap-4">
          <h2 className="text-xl">{t("staff.openTitle")}</h2>
          <p>{t(mayManage ? "staff.openText" : "staff.openLocked")}</p>
          {mayManage ? <OpenPoolForm id={ids.poolId} currency={currency} reply={replyTo("open")} /> : null}
        </Card>
      </div>
    );
  const money = (minor: number) => formatPrice(minor, pool.currency, locale);
  return (
    <div className="content max-w-4xl pb-12">
      {header}
      <div className="grid gap-4">
        <PackagingRefusal refusal={failed?.refusal} />
        {gave && !failed ? (
          <Alert tone="success" live>
            {t("staff.gave", { count: gave.count, amount: money(gave.depositMinor) })}
          </Alert>
        ) : null}
      </div>
      <Section title={t("staff.giveOut")}>
        <Card padding="lg">
          <GiveOutForm key={failed?.intent === "give" ? "again" : ids.issueId} id={ids.issueId} reply={replyTo("give")} />
        </Card>
      </Section>
      <Section title={t("staff.toCount")}>{toCount.length > 0 ? <ReturnList returns={toCount} base="/staff/packaging" locale={locale} /> : <p className="text-ink-soft">{t("staff.toCountNone")}</p>}</Section>
      <Section title={t("staff.mismatches")}>{mismatches.length > 0 ? <ReturnList returns={mismatches} base="/staff/packaging" locale={locale} /> : <p className="text-ink-soft">{t("staff.mismatchesNone")}</p>}</Section>
      <Section title={t("staff.types")}>
        <TypesSection key={failed ? "again" : ids.typeId} pool={pool} mayManage={mayManage} locale={locale} intent={failed?.intent ?? null} reply={failed?.reply} ids={ids} />
      </Section>
      <Section title={t("staff.accounts")}>
        <DefinitionList
          items={[
            { term: t("staff.cash"), value: money(accounts.cashMinor) },
            { term: t("staff.owed"), value: money(accounts.owedMinor) },
            { term: t("staff.kept"), value: money(accounts.keptMinor) },
          ]}
        />
        <p className="text-sm text-ink-soft">{t("staff.accountsHint")}</p>
      </Section>
    </div>
  );
}
