import { useTranslation } from "#app/ui/i18n.ts";
import type { SourceCredit } from "../points.schema.ts";

/** Whose data this is, as the licences ask, with the way to take share-alike data along. */
export function Credits({ credits }: { credits: readonly SourceCredit[] }) {
  const { t } = useTranslation("points");
  if (credits.length === 0) return null;
  return (
    <p className="text-sm text-ink-soft">
      {t("credits.label")}{" "}
      {credits.map((credit, index) => (
        <span key={credit.attribution}>
          {index > 0 ? " · " : null}
          <a className="link" href={credit.attributionUrl} rel="noopener">
            {credit.attribution}
          </a>{" "}
          (
          <a className="link" href={credit.licenceUrl} rel="license noopener">
            {credit.licenceId}
          </a>
          )
        </span>
      ))}
      {credits.some((credit) => credit.shareAlike) ? (
        <>
          {" · "}
          <a className="link" href="/points/export.geojson" download>
            {t("credits.export")}
          </a>
        </>
      ) : null}
    </p>
  );
}
