import { useTranslation } from "#app/ui/i18n.ts";
import { formatPrice } from "#app/shared/money.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { DateTime } from "#app/ui/time.tsx";
import type { DealView } from "../deals.schema.ts";
import type { InspectionRecord } from "../inspection-record.rules.ts";
import type { InspectionView } from "../inspections.schema.ts";
import { ActButton, ActForm, useAttempt, type ActContext } from "./deal-forms.tsx";
import { Fold } from "./fold.tsx";
import { AmountFields } from "./hand-over-forms.tsx";

type Props = { deal: DealView; context: ActContext; locale: string };

/** Receiving, inspecting, and the answer to a new quote. */
export function InspectionActions({ deal, context, locale }: Props) {
  const { t } = useTranslation("deals");
  const may = (verb: DealView["moves"][number]) => deal.moves.includes(verb);
  const attempt = useAttempt(context, "receive");
  return (
    <>
      {may("receive") ? (
        <Fold label={t("inspection.receive")} icon="swap" open={attempt.failed}>
          <ActForm intent="receive" context={context}>
            <p className="text-sm text-ink-soft">{t("inspection.receiveText")}</p>
            <AmountFields deal={deal} intent="receive" context={context} locale={locale} />
            <ActButton intent="receive">{t("inspection.receiveSend")}</ActButton>
          </ActForm>
        </Fold>
      ) : null}
      {may("inspect") ? (
        <LinkButton to={`/deals/${deal.id}/inspection`} size="lg" wide>
          {t("inspection.start")}
        </LinkButton>
      ) : null}
      {may("refuse_requote") ? <Requote deal={deal} context={context} locale={locale} /> : null}
    </>
  );
}

function Requote({ deal, context, locale }: Props) {
  const { t } = useTranslation("deals");
  const { price } = deal.terms;
  const amount = price ? formatPrice(price.minor, price.currency, locale) : "";
  return (
    <Card className="grid gap-4">
      <h2 className="text-lg">{t("inspection.answer")}</h2>
      <p>{t("inspection.answerText", { name: deal.parties.taker.name, amount })}</p>
      {deal.moves.includes("accept_requote") ? (
        <ActForm intent="accept_requote" context={context}>
          <ActButton intent="accept_requote" icon="check" size="lg">
            {t("inspection.accept", { amount })}
          </ActButton>
        </ActForm>
      ) : null}
      <ActForm intent="refuse_requote" context={context}>
        <ActButton intent="refuse_requote" variant="secondary">
          {t("inspection.refuse")}
        </ActButton>
      </ActForm>
    </Card>
  );
}

/** What was found, with its reasons and photos; for the two sides and an operator who decides. */
export function InspectionCard({ deal, inspection, locale, timeZone }: { deal: DealView; inspection: InspectionView; locale: string; timeZone: string }) {
  const { t } = useTranslation("deals");
  const listed = new Intl.ListFormat(locale, { type: "conjunction" });
  const money = (minor: number) => formatPrice(minor, inspection.currency, locale);
  const items = [
    { term: t("inspection.quoted"), value: money(inspection.quotedMinor) },
    { term: t("inspection.found"), value: money(inspection.foundMinor) },
    ...(inspection.reasons.length > 0 ? [{ term: t("inspection.why"), value: listed.format(inspection.reasons.map((reason) => t(`inspection.reasons.${reason}`))) }] : []),
    ...(inspection.note ? [{ term: t("inspection.note"), value: <span className="whitespace-pre-line wrap-anywhere">{inspection.note}</span> }] : []),
    { term: t("inspection.on"), value: <DateTime at={inspection.createdAt} locale={locale} timeZone={timeZone} /> },
  ];
  return (
    <Card as="section" aria-labelledby="inspection-title" className="grid gap-4">
      <h2 id="inspection-title" className="text-xl">
        {t("inspection.title")}
      </h2>
      <DefinitionList items={items} />
      {inspection.photos.length > 0 ? (
        <ul className="grid grid-cols-3 gap-2">
          {inspection.photos.map((photo, index) => (
            <li key={photo.id}>
              <a href={`/deals/${deal.id}/inspection/${photo.id}/1200.webp`}>
                <img
                  src={`/deals/${deal.id}/inspection/${photo.id}/400.webp`}
                  width={photo.width}
                  height={photo.height}
                  loading="lazy"
                  alt={t("inspection.photo", { number: index + 1 })}
                  className="aspect-square w-full rounded-control object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

/** How often a recycler found less than they quoted; words where there are too few to say. */
export function InspectionRecordLine({ record, locale }: { record: InspectionRecord; locale: string }) {
  const { t } = useTranslation("deals");
  if (record.cutShare === null) return <p className="text-sm text-ink-soft">{t("inspection.record.few", { count: record.inspected })}</p>;
  const percent = (share: number) => numberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
  return (
    <p className="text-sm">
      {t("inspection.record.share", { count: record.inspected, share: percent(record.cutShare) })}{" "}
      {record.meanCut === null ? "" : t("inspection.record.mean", { cut: percent(record.meanCut) })}{" "}
      <span className="text-ink-soft">{t("inspection.record.rule")}</span>
    </p>
  );
}
