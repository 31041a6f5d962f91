import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { ItemMarks } from "#app/domains/listings/ui/item-marks.tsx";
import { actingOnDeal } from "#app/flows/acting-on-deal.server.ts";
import { receiptOfDeal } from "#app/flows/receipt-of-deal.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { formatPrice } from "#app/shared/money.ts";
import { formatCo2e, formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  const found = await receiptOfDeal(db, actor, dealId);
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  const locale = requestLocale(request);
  return { receipt: found.value, locale, title: translator(locale, "deals")("receipt.of", { title: found.value.title }) };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ReceiptPage() {
  const { receipt, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["deals", "goods", "materials", "listings"]);
  const { effect } = receipt;
  const name = receipt.material ? t(`materials:names.${receipt.material}`) : receipt.category ? t(`goods:names.${receipt.category}`) : receipt.title;
  const what = receipt.condition ? `${name} · ${t(`listings:conditions.${receipt.condition}`)}` : name;
  const at = (instant: string) => <DateTime at={instant} locale={locale} timeZone={receipt.timeZone} />;
  const kept = effect
    ? t("receipt.range", { central: formatCo2e(effect.co2eGrams, locale, { gas: true }), range: formatCo2eRange(effect.lowGrams, effect.highGrams, locale, { gas: true }) })
    : t("receipt.notCovered");
  const amount = receipt.paid && formatPrice(receipt.paid.minor, receipt.paid.currency, locale);
  const items = [
    { term: t("receipt.from"), value: receipt.giver },
    { term: t("receipt.to"), value: receipt.taker },
    { term: t("receipt.what"), value: what },
    { term: t("receipt.amount"), value: t("page.unitsOf", { count: receipt.units }) },
    ...(receipt.inReturn ? [{ term: t("receipt.inReturn"), value: `${receipt.inReturn.title} · ${t("page.unitsOf", { count: receipt.inReturn.units })}` }] : []),
    ...(receipt.grams === null ? [] : [{ term: t("receipt.weight"), value: formatMass(receipt.grams, locale) }]),
    ...(receipt.handedOverAt ? [{ term: t(receipt.kind === "loan" ? "receipt.lent" : "receipt.on"), value: at(receipt.handedOverAt) }] : []),
    ...(receipt.returnedAt ? [{ term: t("receipt.back"), value: at(receipt.returnedAt) }] : []),
    { term: t("receipt.paid"), value: amount === null ? t("receipt.free") : receipt.paidBy ? t("receipt.paidBy", { amount, name: receipt.paidBy }) : amount },
    { term: t("receipt.effect"), value: kept },
    { term: t("receipt.number"), value: <span className="break-all">{receipt.dealId}</span> },
  ];
  return (
    <div className="content max-w-2xl pb-10">
      <PageHeader
        title={title}
        breadcrumbs={
          <div className="print:hidden">
            <Breadcrumbs items={[{ to: "/deals", label: t("page.deals") }, { to: `/deals/${receipt.dealId}`, label: receipt.title }, { label: t("receipt.title") }]} />
          </div>
        }
      />
      <Card padding="lg" className="grid gap-4">
        <ItemMarks listing={receipt.marks} />
        <DefinitionList items={items} />
        <p className="text-sm text-ink-soft">{t("receipt.note")}</p>
      </Card>
    </div>
  );
}
