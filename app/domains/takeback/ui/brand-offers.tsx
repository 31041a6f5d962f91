import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/remix.ts";

/** On a listing: the programmes of its brand that take such things back. */
export function BrandOffers({ programmes }: { programmes: readonly { id: string; name: string; brand: string; slug: string }[] }) {
  const { t } = useTranslation("takeback");
  const [first] = programmes;
  if (!first) return null;
  return (
    <Card padding="sm" tone="leaf">
      {t("listing.offer", { brand: first.brand })}{" "}
      {programmes.map((programme) => (
        <Link key={programme.id} to={`/takeback/${programme.slug}`} className="link me-2">
          {programme.name}
        </Link>
      ))}
    </Card>
  );
}
