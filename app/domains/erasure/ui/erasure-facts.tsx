import { useTranslation } from "#app/ui/i18n.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import type { ErasureView } from "../erasure.schema.ts";

/** What is known of an erasure before and beside its certificate. */
export function ErasureFacts({ erasure, side, locale, timeZone }: { erasure: ErasureView; side: "owner" | "recycler"; locale: string; timeZone: string }) {
  const { t } = useTranslation("erasure");
  const { type, id } = erasure.cause;
  const to = type === "deal" ? `/deals/${id}` : side === "owner" ? `/bookings/${id}` : `/staff/bookings/${id}`;
  return (
    <DefinitionList
      items={[
        { term: t("one.asked"), value: erasure.toldAtGate ? `${t(`choices.${erasure.choice}`)} (${t("one.told")})` : t(`choices.${erasure.choice}`) },
        { term: t("one.serial"), value: erasure.serialTail ? t("one.serialTail", { tail: erasure.serialTail }) : t("one.serialNone") },
        { term: t("one.from"), value: erasure.ownerName },
        { term: t("one.to"), value: erasure.recyclerName },
        {
          term: t("one.handOver"),
          value: (
            <Link to={to} className="link">
              {t(`one.${type}`)}
            </Link>
          ),
        },
        { term: t("one.chosenAt"), value: <DateTime at={erasure.createdAt} locale={locale} timeZone={timeZone} /> },
      ]}
    />
  );
}
