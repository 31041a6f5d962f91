import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { Section } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import type { FactorUsers } from "../method/used-by.ts";
import { useSubjectName } from "./subject.ts";

interface Use {
  entryCount: number;
  latest: readonly { id: string; occurredAt: string; what: string; kind: "material" | "goods"; isReversed: boolean; co2eGrams: number | null }[];
}

export interface FactorUseProps {
  users: FactorUsers;
  isUnused: boolean;
  use: Use;
  locale: string;
  timeZone: string;
}

/** What is counted with a factor: our materials and goods, and the entries that did, the latest ones by name. */
export function FactorUseSection({ users, isUnused, use, locale, timeZone }: FactorUseProps) {
  const { t } = useTranslation("method");
  const nameOf = useSubjectName();
  return (
    <Section id="use" title={t("use.title")}>
      <div className="grid items-start gap-x-8 gap-y-5 md:grid-cols-2">
        <div className="grid gap-4">
          {users.role ? <p>{t(`use.roles.${users.role}`)}</p> : null}
          {isUnused ? <p className="text-ink-soft">{t("use.none")}</p> : null}
          <Names label={t("use.materials")} names={users.materials.map((code) => [code, nameOf(code, "material")])} />
          <Names
            label={t("use.goods")}
            names={users.goods.map(({ code, byChoice }) => [code, byChoice ? t("use.choice", { name: nameOf(code, "goods") }) : nameOf(code, "goods")])}
          />
          <Names label={t("use.baseline")} names={users.baselineOf.map((code) => [code, nameOf(code, "material")])} />
        </div>
        <div className="grid gap-2">
          <p className="tabular">{t("use.entries", { count: use.entryCount })}</p>
          {use.latest.length > 0 ? (
            <>
              <h3 className="text-base">{t("use.latest")}</h3>
              <ul className="grid gap-1.5">
                {use.latest.map((entry) => (
                  <Entry key={entry.id} entry={entry} locale={locale} timeZone={timeZone} />
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </div>
    </Section>
  );
}

function Names({ label, names }: { label: string; names: readonly (readonly [code: string, name: string])[] }): ReactNode {
  if (names.length === 0) return null;
  return (
    <div className="grid gap-1.5">
      <h3 className="text-base">{label}</h3>
      <ul className="flex flex-wrap gap-1.5">
        {names.map(([code, name]) => (
          <li key={code}>
            <Chip>{name}</Chip>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Entry({ entry, locale, timeZone }: { entry: Use["latest"][number]; locale: string; timeZone: string }) {
  const { t } = useTranslation("impact");
  const nameOf = useSubjectName();
  const what = nameOf(entry.what, entry.kind);
  return (
    <li className="relative flex items-center justify-between gap-3 rounded-card border border-line bg-surface px-3 py-2 transition-colors hover:bg-sunken">
      <span className="min-w-0">
        <Link to={`/impact/entries/${entry.id}`} className="font-semibold text-ink underline-offset-4 after:absolute after:inset-0 after:rounded-card hover:underline">
          {entry.isReversed ? t("line.reversal", { what }) : what}
        </Link>
        <span className="block text-sm text-ink-soft">
          <DateTime at={entry.occurredAt} locale={locale} timeZone={timeZone} format="date" />
        </span>
      </span>
      {entry.co2eGrams === null ? (
        <Badge tone="neutral">{t("statuses.not_covered")}</Badge>
      ) : (
        <span className={`tabular font-semibold ${entry.co2eGrams < 0 ? "text-clay" : "text-leaf"}`}>{formatCo2e(entry.co2eGrams, locale)}</span>
      )}
    </li>
  );
}
