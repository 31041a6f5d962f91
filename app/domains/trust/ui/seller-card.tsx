import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { DateTime } from "#app/ui/time.tsx";
import type { PublicSeller } from "../sellers.service.server.ts";
import { VerifiedBadge } from "./parts.tsx";

/** Who sells, as buyers may read it before they agree to anything. */
export function SellerCard({ seller, locale }: { seller: PublicSeller; locale: string }) {
  const { t } = useTranslation("trust");
  const items = [
    { term: t("seller.legalName"), value: seller.legalName },
    { term: t("seller.registerNumber"), value: seller.registerNumber },
    { term: t("seller.address"), value: <span className="whitespace-pre-line wrap-anywhere">{seller.address}</span> },
    ...(seller.vatId ? [{ term: t("seller.vatId"), value: seller.vatId }] : []),
    {
      term: t("seller.contactEmail"),
      value: (
        <a href={`mailto:${seller.contactEmail}`} className="link wrap-anywhere">
          {seller.contactEmail}
        </a>
      ),
    },
  ];
  return (
    <Card as="section" padding="sm" aria-label={t("seller.who")} className="grid gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <VerifiedBadge />
        <span className="text-sm text-ink-soft">
          <DateTime at={seller.verifiedAt} locale={locale} timeZone="UTC" format="date" />
        </span>
      </div>
      <DefinitionList items={items} />
    </Card>
  );
}
