import { useTranslation } from "#app/ui/i18n.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { boundOfGroup, type LicenceView, type PublicLicence } from "../licences.schema.ts";

/** A local date, written out. */
export function formatDay(day: string, locale: string): string {
  return formatInstant(`${day}T12:00:00Z`, { locale, timeZone: "UTC", format: "date" });
}

/** Why it was a no: the usual reason in the reader's language, and the words that were written beside it. Empty when neither was given. */
export function reasonSaid(t: (key: string) => string, licence: Pick<LicenceView, "reasonCode" | "reason">): string {
  return [licence.reasonCode ? t(`licences:reasons.${licence.reasonCode}`) : "", licence.reason ?? ""].filter(Boolean).join(" ");
}

/** How the parts of a licence are said. */
export function useLicenceWords(locale: string) {
  const { t } = useTranslation("licences");
  const { t: tm } = useTranslation("materials");
  const list = (words: readonly string[]) => words.join(t("points:refuses.comma"));
  const names = (codes: readonly string[]) => list(codes.map((code) => tm(`names.${code}`)));
  return {
    names,
    /** Groups that are covered as a whole by their name, the rest one by one. */
    scope(licence: Pick<PublicLicence, "groups" | "materials">): string {
      const whole = licence.groups.filter((group) => boundOfGroup(group).every((code) => licence.materials.includes(code)));
      const within = new Set<string>(whole.flatMap(boundOfGroup));
      return list([...whole.map((group) => tm(`groups.${group}`)), ...licence.materials.filter((code) => !within.has(code)).map((code) => tm(`names.${code}`))]);
    },
    region(licence: Pick<PublicLicence, "countryCode" | "subdivision" | "placeLabel" | "radiusMetres">): string {
      const country = new Intl.DisplayNames([locale], { type: "region" }).of(licence.countryCode) ?? licence.countryCode;
      const { subdivision: part, placeLabel: place, radiusMetres } = licence;
      if (radiusMetres === null) return part === null ? t("wholeCountry", { country }) : t("inPart", { part, country });
      return t(part === null ? "around" : "aroundInPart", { km: radiusMetres / 1000, place, part, country });
    },
    days: (licence: Pick<PublicLicence, "validFrom" | "validUntil">) => t("from", { from: formatDay(licence.validFrom, locale), until: formatDay(licence.validUntil, locale) }),
    until: (licence: Pick<PublicLicence, "validUntil">) => formatDay(licence.validUntil, locale),
  };
}
