import type { ReactNode } from "react";
import { StateBadge, type Stage } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import type { LicenceStanding } from "../licences.rules.ts";
import type { LicenceView } from "../licences.schema.ts";
import { reasonSaid, useLicenceWords } from "./licence-words.ts";

/** How far along a licence looks, as it stands. */
export const stages: Record<LicenceStanding, Stage> = { pending: "waiting", valid: "done", not_yet: "waiting", refused: "problem", suspended: "problem", withdrawn: "stopped", expired: "stopped" };

/** A licence with its state, its scope and its document; `children` are what can be done about it. */
export function LicenceCard({ licence, locale, showHolder = false, mayOpenDocument, children }: { licence: LicenceView; locale: string; showHolder?: boolean; mayOpenDocument: boolean; children?: ReactNode }) {
  const { t } = useTranslation("licences");
  const words = useLicenceWords(locale);
  const reason = reasonSaid((key) => t(key), licence);
  const ends = licence.standing === "valid" && licence.daysLeft <= 60 ? ` · ${t("daysLeft", { count: licence.daysLeft })}` : "";
  return (
    <Card as="li" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg wrap-anywhere">{showHolder ? licence.partyName : licence.number}</h2>
        <StateBadge stage={stages[licence.standing]}>{t(`states.${licence.standing}`)}</StateBadge>
      </div>
      {reason ? <p className="wrap-anywhere">{t("reason", { reason })}</p> : null}
      <DefinitionList
        items={[
          ...(showHolder ? [{ term: t("number"), value: <span className="wrap-anywhere">{licence.number}</span> }] : []),
          { term: t("issuer"), value: <span className="wrap-anywhere">{licence.issuer}</span> },
          { term: t("scope"), value: words.scope(licence) },
          { term: t("region"), value: <Region licence={licence} region={words.region(licence)} /> },
          { term: t("days"), value: `${words.days(licence)}${ends}` },
          ...(mayOpenDocument
            ? [
                {
                  term: t("document"),
                  value: licence.hasDocument && licence.state !== "refused" && licence.state !== "withdrawn" ? (
                    <a href={`/licences/${licence.id}/document`} className="link" target="_blank" rel="noreferrer">
                      {t("openDocument")}
                    </a>
                  ) : (
                    t("documentGone")
                  ),
                },
              ]
            : []),
        ]}
      />
      {children ? <div className="flex flex-wrap items-end gap-3 border-t border-line pt-3">{children}</div> : null}
    </Card>
  );
}

/** Where it holds; of one for a part of a country, also what that leaves out. */
function Region({ licence, region }: { licence: LicenceView; region: string }) {
  const { t } = useTranslation("licences");
  return (
    <span className="wrap-anywhere">
      {region}
      {licence.subdivision ? <span className="block text-sm text-ink-soft">{t("partUnknown", { part: licence.subdivision })}</span> : null}
    </span>
  );
}

/** The licence and version a form acts on. */
export function WhichLicence({ licence }: { licence: Pick<LicenceView, "id" | "version"> }) {
  return (
    <>
      <input type="hidden" name="licenceId" value={licence.id} />
      <input type="hidden" name="version" value={licence.version} />
    </>
  );
}
