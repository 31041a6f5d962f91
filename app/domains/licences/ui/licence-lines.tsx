import { Icon } from "#app/ui/icons/icon.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import type { PublicLicence } from "../licences.schema.ts";
import { useLicenceWords } from "./licence-words.ts";

/** What a recycler may take by licence, one line for each licence, for everybody. Nothing when there is none. */
export function LicenceLines({ licences, locale }: { licences: readonly PublicLicence[]; locale: string }) {
  const { t } = useTranslation("licences");
  const words = useLicenceWords(locale);
  if (licences.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {licences.map((licence) => (
        <li key={licence.id} className="flex items-start gap-2">
          <span className="mt-1 text-leaf">
            <Icon name="shield" size={20} />
          </span>
          <span className="min-w-0 wrap-anywhere">
            {t("shown.licensed", { materials: words.scope(licence), number: licence.number, issuer: licence.issuer, date: words.until(licence) })}
            <span className="block text-sm text-ink-soft">{words.region(licence)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What a point takes by its sign without a licence on record; of a point from open data, that nobody checked. */
export function UnlicensedNote({ materials, isRunHere, locale }: { materials: readonly string[]; isRunHere: boolean; locale: string }) {
  const { t } = useTranslation("licences");
  const words = useLicenceWords(locale);
  if (materials.length === 0) return null;
  return (
    <p className="flex items-start gap-2">
      <span className="mt-1 text-ink-soft">
        <Icon name={isRunHere ? "warning" : "info"} size={20} />
      </span>
      <span className="min-w-0">{t(isRunHere ? "shown.noneLong" : "shown.notCheckedLong", { materials: words.names(materials) })}</span>
    </p>
  );
}
