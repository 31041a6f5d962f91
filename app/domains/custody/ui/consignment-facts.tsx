import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { DateTime } from "#app/ui/time.tsx";
import type { ConsignmentView, PlaceFacts } from "../custody.schema.ts";

/** From where to where, with what, and when. */
export function ConsignmentFacts({ consignment, timeZone, locale }: { consignment: ConsignmentView; timeZone: string; locale: string }) {
  const { t } = useTranslation("custody");
  const { vehicle, seal, note, reason, state, closedAt } = consignment;
  const when = (at: string) => <DateTime at={at} locale={locale} timeZone={timeZone} format="datetime" />;
  const items = [
    { term: t("consignment.from"), value: <Place place={consignment.from} /> },
    { term: t("consignment.to"), value: <Place place={consignment.to} /> },
    ...(vehicle ? [{ term: t("consignment.vehicle"), value: vehicle }] : []),
    ...(seal ? [{ term: t("consignment.seal"), value: seal }] : []),
    ...(note ? [{ term: t("consignment.note"), value: note }] : []),
    ...(reason ? [{ term: t("consignment.reason"), value: reason }] : []),
    { term: t("consignment.created"), value: when(consignment.createdAt) },
    ...(consignment.sentAt ? [{ term: t("consignment.sentAt"), value: when(consignment.sentAt) }] : []),
    ...(closedAt ? [{ term: t(`consignment.closedAt.${state}`), value: when(closedAt) }] : []),
  ];
  return (
    <Card as="section">
      <h2 className="mb-3 text-lg">{t("consignment.facts")}</h2>
      <DefinitionList items={items} />
    </Card>
  );
}

function Place({ place }: { place: PlaceFacts }) {
  const { t } = useTranslation("custody");
  return (
    <>
      <span className="block font-semibold">{place.name}</span>
      <span className="block text-sm text-ink-soft">
        {t(`tiers.${place.tier}`)} · {place.partyName}
      </span>
    </>
  );
}
