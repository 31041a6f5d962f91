import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { formatMass } from "#app/shared/units.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { DateTime } from "#app/ui/time.tsx";
import { Link } from "#app/ui/remix.ts";
import type { PointDetail } from "../points.schema.ts";

const ACCESS = ["yes", "public", "permissive", "customers", "private", "no", "permit", "residents", "delivery"];
const LOCATIONS = ["underground", "overground", "surface", "indoor", "outdoor", "rooftop"];

/** Address, contact, access and what else is known, with nothing shown that is not. */
export function PointFacts({ point, locale }: { point: PointDetail; locale: string }) {
  const { t } = useTranslation("points");
  const town = [point.postalCode, point.city].filter(Boolean).join(" ");
  const items: { term: string; value: ReactNode }[] = [];
  const add = (term: string, value: ReactNode) => {
    if (value !== null && value !== "") items.push({ term: t(`facts.${term}`), value });
  };
  add("address", [point.address, town].filter(Boolean).join(", "));
  add("position", point.address === null ? `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}` : null);
  add("operator", point.operator ? point.operator.slug ? <Link className="link" to={`/recyclers/${point.operator.slug}`}>{point.operator.name}</Link> : point.operator.name : null);
  add("phone", point.phone ? <Phone text={point.phone} /> : null);
  add(
    "website",
    point.website ? (
      <a className="link break-all" href={point.website} rel="noopener noreferrer nofollow">
        {point.website.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "")}
      </a>
    ) : null,
  );
  add("access", point.access ? (ACCESS.includes(point.access) ? t(`access.${point.access}`) : point.access) : null);
  const { careAccess: care } = point;
  add("wheelchair", care.wheelchair ? t(`wheelchair.${care.wheelchair}`) : null);
  add("lorry", care.lorry === null ? null : t(`lorry.${care.lorry ? "yes" : "no"}`));
  add("height", care.heightLimitCentimetres === null ? null : numberFormat(locale, { style: "unit", unit: "meter", maximumFractionDigits: 2 }).format(care.heightLimitCentimetres / 100));
  add("accessNote", care.note ? <span className="break-words whitespace-pre-wrap">{care.note}</span> : null);
  add("daily", [care.dailyVisits === null ? "" : t("daily.visits", { count: care.dailyVisits }), care.dailyGrams === null ? "" : t("daily.mass", { mass: formatMass(care.dailyGrams, locale) })].filter(Boolean).join(t("refuses.comma")));
  add("location", point.location ? (LOCATIONS.includes(point.location) ? t(`locations.${point.location}`) : point.location) : null);
  add("capacity", point.capacityRaw);
  add("checked", point.checkDate ? <DateTime at={`${point.checkDate}T12:00:00Z`} locale={locale} timeZone="UTC" format="date" /> : null);
  return <DefinitionList items={items} />;
}

function Phone({ text }: { text: string }) {
  // "(0)" is left out when dialling from abroad.
  const digits = text.replace(/\(0\)/g, "").replace(/[^\d+]/g, "");
  if (!/^\+?\d{5,15}$/.test(digits)) return <>{text}</>;
  return (
    <a className="link tabular" href={`tel:${digits}`}>
      {text}
    </a>
  );
}

/** Where the facts come from, and under which licence; a link to mend them at the source. */
export function PointSource({ point, locale }: { point: PointDetail; locale: string }) {
  const { t } = useTranslation("points");
  const { source } = point;
  const unknown = Object.entries(point.unknownTags);
  return (
    <div className="grid gap-2 text-sm text-ink-soft">
      {source.credit ? (
        <p>
          <a className="link" href={source.credit.attributionUrl} rel="noopener">
            {source.credit.attribution}
          </a>
          {", "}
          <a className="link" href={source.credit.licenceUrl} rel="license noopener">
            {source.credit.licenceId}
          </a>
          {" · "}
          {t("source.named", { name: source.name, id: source.externalId })}
        </p>
      ) : (
        <p>{t("source.own")}</p>
      )}
      <p>
        {t("source.updated")} <DateTime at={source.updatedAt} locale={locale} timeZone={point.timeZone} format="date" />
        {source.url ? (
          <>
            {" · "}
            <a className="link" href={source.url} rel="noopener">
              {t("source.mend")}
            </a>
          </>
        ) : null}
      </p>
      {unknown.length > 0 ? (
        <details>
          <summary className="flex min-h-9 cursor-pointer items-center gap-1 font-semibold text-ink">
            <Icon name="chevron-down" size={16} />
            {t("source.unknownTags", { count: unknown.length })}
          </summary>
          <p className="py-1">{t("source.unknownTagsText")}</p>
          <ul className="grid gap-0.5 font-mono text-xs break-all">
            {unknown.map(([tag, value]) => (
              <li key={tag}>
                {tag} = {value}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
