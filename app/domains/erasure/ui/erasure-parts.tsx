import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { StateBadge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/remix.ts";
import type { ErasureView } from "../erasure.schema.ts";
import { useSubjectName } from "./subject-name.ts";

const stages = { chosen: "waiting", erased: "done", withdrawn: "stopped" } as const;

/** Where an erasure stands. */
export function ErasureStateBadge({ state }: { state: ErasureView["state"] }) {
  const { t } = useTranslation("erasure");
  return <StateBadge stage={stages[state]}>{t(`states.${state}`)}</StateBadge>;
}

/** Why a verb was refused. */
export function ErasureRefusal({ error }: { error: string | null | undefined }) {
  const { t } = useTranslation("erasure");
  if (!error) return null;
  return (
    <Alert tone="error" live>
      {t(`errors.${error.split(".")[1] ?? ""}`)}
    </Alert>
  );
}

/** Erasures one below the other, each a link to its page. */
export function ErasureList({ erasures, base }: { erasures: readonly ErasureView[]; base: "/erasures" | "/staff/erasures" }) {
  const { t } = useTranslation("erasure");
  return (
    <ul className="grid gap-2">
      {erasures.map((erasure) => (
        <li key={erasure.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-control border border-line bg-surface px-3 py-2">
          <span className="min-w-0">
            <Link to={`${base}/${erasure.id}`} className="link font-semibold">
              {t("one.title", { kind: t(`kinds.${erasure.deviceKind}`), count: erasure.deviceCount })}
            </Link>
            <span className="block text-sm text-ink-soft wrap-anywhere">
              {t("staff.asked", { choice: t(`choices.${erasure.choice}`) })} · {base === "/erasures" ? erasure.recyclerName : erasure.ownerName}
            </span>
          </span>
          <ErasureStateBadge state={erasure.state} />
        </li>
      ))}
    </ul>
  );
}

type PanelProps = {
  panel: { cause: { type: string; id: string }; side: "owner" | "recycler"; missing: readonly string[]; erasures: readonly ErasureView[]; mayChoose: boolean };
};

/** On the page of a booking or deal: what waits for a choice, what was chosen. */
export function ErasurePanel({ panel }: PanelProps) {
  const { t } = useTranslation("erasure");
  const nameOf = useSubjectName();
  const { cause, side, missing, erasures, mayChoose } = panel;
  const isMissing = missing.length > 0;
  return (
    <Card as="section" aria-labelledby="erasure-title" className="grid gap-3">
      <h2 id="erasure-title" className="text-xl">
        {t("panel.title")}
      </h2>
      {isMissing ? <Alert tone="warning">{t(side === "owner" ? "panel.needOwner" : "panel.needStaff", { names: missing.map(nameOf).join(", ") })}</Alert> : null}
      {erasures.length > 0 ? <ErasureList erasures={erasures} base={side === "owner" ? "/erasures" : "/staff/erasures"} /> : null}
      <div className="flex flex-wrap gap-2">
        {mayChoose ? (
          <LinkButton to={`/erasures/new?${cause.type}=${cause.id}`} variant={isMissing && side === "owner" ? "primary" : "secondary"} icon="shield">
            {t(isMissing ? "panel.choose" : "panel.another")}
          </LinkButton>
        ) : null}
        {side === "owner" ? (
          <LinkButton to="/erasure" variant="quiet">
            {t("panel.guide")}
          </LinkButton>
        ) : null}
      </div>
    </Card>
  );
}
