import { useTranslation } from "#app/ui/i18n.ts";
import { formatDistance } from "#app/shared/geo.ts";
import { formatMass } from "#app/shared/units.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { RoundView } from "../driver.schema.ts";

/** Closing a round at the depot, and what it emitted once it is closed. */
export function RoundEnd({ round, locale, driven, isWrong }: { round: RoundView; locale: string; driven: string; isWrong: boolean }) {
  const { t } = useTranslation("rounds");
  if (round.state === "done") {
    const values = { mass: formatMass(round.emissionGrams ?? 0, locale), distance: formatDistance(round.drivenMetres ?? 0, locale), basis: round.distanceBasis ?? "estimated", collected: formatMass(round.collectedGrams ?? 0, locale) };
    return (
      <Card as="section" tone="sunken" className="grid gap-2">
        <h2 className="text-xl">{t("round.emissions")}</h2>
        <p data-testid="round-emissions">{t(round.collectedGrams ? "round.emissionsText" : "round.emissionsEmpty", values)}</p>
      </Card>
    );
  }
  const open = round.stops.filter((stop) => !stop.isGone && (stop.state === "planned" || stop.state === "arrived")).length;
  return (
    <Card as="section" className="grid gap-3">
      <h2 className="text-xl">{t("round.close")}</h2>
      <p suppressHydrationWarning>{round.backAt ? t("round.back", { time: formatInstant(round.backAt, { locale, timeZone: round.depot.timeZone, format: "time" }) }) : t("round.notBack")}</p>
      <p className="text-ink-soft">{`${t("round.closeText")} ${t("round.closeOpen", { count: open })}`}</p>
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="version" value={round.version} />
        <Field id="driven" label={t("round.driven")} hint={t("round.drivenHint")} error={isWrong ? t("errors.FAR_INVALID") : undefined} optional>
          <Input name="driven" inputMode="decimal" unit="km" defaultValue={driven} autoComplete="off" />
        </Field>
        <SubmitButton name="intent" value="close" icon="check">
          {t("round.closeConfirm")}
        </SubmitButton>
      </Form>
    </Card>
  );
}
