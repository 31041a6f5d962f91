import { useTranslation } from "#app/ui/i18n.ts";
import type { AttributeValues } from "#app/shared/attributes/attribute-values.ts";
import { attributesOf, type Attribute } from "#app/shared/attributes/attributes.ts";
import { numberFormat } from "#app/shared/formatters.ts";

/** What the category's fields say, as lines of facts; what was not answered is left out. */
export function useAttributeFacts(listing: { category: string | null; material: string | null; attributes: AttributeValues }, locale: string): { term: string; value: string }[] {
  const { t } = useTranslation("attributes");
  const say = (one: Attribute, value: AttributeValues[string]): string => {
    switch (one.kind) {
      case "boolean":
        return t(value === true ? "form.yes" : "form.no");
      case "choice":
        return t(`choices.${one.code}.${String(value)}`);
      case "integer":
        return t(`units.${one.unit}`, { value: one.unit === "year" ? String(value) : numberFormat(locale, { maximumFractionDigits: 1 }).format(Number(value) / one.perUnit) });
      default:
        return String(value);
    }
  };
  return attributesOf(listing).flatMap((one) => {
    const value = listing.attributes[one.code];
    return value === undefined ? [] : [{ term: t(`names.${one.code}`), value: say(one, value) }];
  });
}
