import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { StateBadge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import type { BatteryStatus } from "../passports.rules.ts";
import type { PassportRowView, PublicPassport } from "../passports.schema.ts";

const stages = { original: "active", re_used: "active", repurposed: "active", remanufactured: "active", waste: "stopped", recycled: "done" } as const;

/** The status of a battery. */
export function BatteryStatusBadge({ status }: { status: BatteryStatus }) {
  const { t } = useTranslation("passports");
  return <StateBadge stage={stages[status]}>{t(`statuses.${status}`)}</StateBadge>;
}

/** Why a verb was refused. */
export function PassportRefusal({ error }: { error: string | null | undefined }) {
  const { t } = useTranslation("passports");
  if (!error) return null;
  return (
    <Alert tone="error" live>
      {t(`errors.${error.split(".")[1] ?? ""}`)}
    </Alert>
  );
}

/** A capacity as people read it: kilowatt-hours from one on. */
export function useCapacity(): (wattHours: number) => string {
  const { t } = useTranslation("passports");
  return (wattHours) => (wattHours < 1000 ? t("facts.wattHours", { value: wattHours }) : t("facts.kilowattHours", { value: wattHours / 1000 }));
}

/** What anybody may read of a battery. */
export function PublicFacts({ passport, qr }: { passport: PublicPassport; qr: ReactNode }) {
  const { t } = useTranslation("passports");
  const capacity = useCapacity();
  const life = (id: string) => (
    <Link to={`/passports/${id}`} className="link">
      {t("facts.open")}
    </Link>
  );
  return (
    <Card as="section" padding="lg" className="grid gap-5 md:grid-cols-[minmax(0,1fr)_auto]">
      <DefinitionList
        items={[
          { term: t("facts.maker"), value: <span className="wrap-anywhere">{passport.maker}</span> },
          { term: t("facts.model"), value: <span className="wrap-anywhere">{passport.model}</span> },
          { term: t("facts.madeYear"), value: String(passport.madeYear) },
          { term: t("facts.category"), value: t(`categories.${passport.category}`) },
          { term: t("facts.chemistry"), value: t(`chemistries.${passport.chemistry}`) },
          { term: t("facts.rated"), value: capacity(passport.ratedWh) },
          { term: t("facts.status"), value: t(`statuses.${passport.status}`) },
          { term: t("facts.carbon"), value: t("facts.carbonNone") },
          ...(passport.predecessorId ? [{ term: t("facts.before"), value: life(passport.predecessorId) }] : []),
          ...(passport.successors.length > 0 ? [{ term: t("facts.after", { count: passport.successors.length }), value: <Successors passport={passport} capacity={capacity} /> }] : []),
          { term: t("facts.number"), value: <span className="break-all">{passport.id}</span> },
        ]}
      />
      <div className="grid content-start justify-items-center gap-2 text-center text-sm text-ink-soft">
        {qr}
        {t("facts.scan")}
      </div>
    </Card>
  );
}

/** The lives that follow, each a link that says what it is. */
function Successors({ passport, capacity }: { passport: PublicPassport; capacity: (wattHours: number) => string }) {
  const { t } = useTranslation("passports");
  return (
    <ul className="grid gap-1" data-testid="successors">
      {passport.successors.map((one) => (
        <li key={one.id}>
          <Link to={`/passports/${one.id}`} className="link">
            {t("facts.pack", { capacity: capacity(one.ratedWh), status: t(`statuses.${one.status}`), number: one.id.slice(-6) })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Batteries one below the other, each a link to its passport. */
export function PassportList({ passports }: { passports: readonly PassportRowView[] }) {
  const capacity = useCapacity();
  return (
    <ul className="grid gap-2">
      {passports.map((passport) => (
        <li key={passport.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-control border border-line bg-surface px-3 py-2">
          <span className="min-w-0">
            <Link to={`/passports/${passport.id}`} className="link font-semibold wrap-anywhere">
              {`${passport.maker} ${passport.model}`}
            </Link>
            <span className="block text-sm text-ink-soft">{capacity(passport.ratedWh)}</span>
          </span>
          <BatteryStatusBadge status={passport.status} />
        </li>
      ))}
    </ul>
  );
}

type PanelProps = { panel: { cause: { type: string; id: string }; named: readonly PassportRowView[]; choices: readonly PassportRowView[]; isGiver: boolean; mayName: boolean } };

/** On the page of a booking or deal about batteries: which passports it names. Its forms go to /passports/named. */
export function BatteryPanel({ panel }: PanelProps) {
  const { t } = useTranslation("passports");
  const { cause, named, choices, mayName } = panel;
  const action = `/passports/named?${cause.type}=${cause.id}`;
  if (named.length === 0 && !mayName) return null;
  return (
    <Card as="section" aria-labelledby="battery-title" className="grid gap-3">
      <h2 id="battery-title" className="text-xl">
        {t("panel.title")}
      </h2>
      {named.length > 0 ? <PassportList passports={named} /> : <p className="text-ink-soft">{t("panel.text")}</p>}
      {mayName && named.length > 0 ? (
        <Form method="post" action={action} className="flex flex-wrap gap-2">
          <input type="hidden" name="intent" value="remove" />
          {named.map((one) => (
            <SubmitButton key={one.id} name="passportId" value={one.id} variant="quiet" size="sm">
              {named.length > 1 ? `${t("panel.remove")}: ${one.model}` : t("panel.remove")}
            </SubmitButton>
          ))}
        </Form>
      ) : null}
      {mayName && choices.length > 0 ? (
        <Form method="post" action={action} className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow">
            <Field id="passportId" label={t("panel.choose")}>
              <Select name="passportId" options={choices.map((one) => ({ value: one.id, label: `${one.maker} ${one.model}` }))} />
            </Field>
          </div>
          <SubmitButton name="intent" value="name" variant="secondary" icon="battery">
            {t("panel.send")}
          </SubmitButton>
        </Form>
      ) : null}
      {mayName && choices.length === 0 && named.length === 0 ? (
        <span>
          <LinkButton to="/passports/new" variant="secondary" icon="battery">
            {t("panel.new")}
          </LinkButton>
        </span>
      ) : null}
    </Card>
  );
}
