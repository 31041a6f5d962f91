import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Link } from "#app/ui/remix.ts";

/** Three lines on how figures come about, and the way to the whole method. */
export function HowWeCount() {
  const { t } = useTranslation("impact");
  return (
    <Card as="aside" tone="sunken">
      <h2 className="text-lg">{t("overview.howTitle")}</h2>
      <ul className="mt-3 grid gap-3">
        {(["how1", "how2", "how3"] as const).map((line) => (
          <li key={line} className="grid grid-cols-[auto_1fr] gap-2.5">
            <Icon name="check" size={20} className="mt-0.5 text-leaf" />
            <span>{t(`overview.${line}`)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1">
        <Link to="/impact/method" className="link">
          {t("overview.methodLink")}
        </Link>
        <Link to="/impact/factors" className="link">
          {t("overview.factorsLink")}
        </Link>
        <Link to="/impact/ledger" className="link">
          {t("overview.ledgerLink")}
        </Link>
      </p>
    </Card>
  );
}
