import { numberFormat } from "#app/shared/formatters.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import type { CarLine } from "../entries.view.ts";

/** The only comparison there is: kilometres by car, with its edition and the way to its source. */
export function CarKilometres({ car, isNegative, locale }: { car: CarLine; isNegative: boolean; locale: string }) {
  const { t } = useTranslation("impact");
  const km = numberFormat(locale, { maximumSignificantDigits: 2 }).format(car.km);
  return (
    <p className="tabular text-sm text-ink-soft">
      {t(isNegative ? "car.caused" : "car.kept", { km })}{" "}
      <Link className="link" to={car.to}>
        {t("car.source", { edition: car.edition })}
      </Link>
    </p>
  );
}
