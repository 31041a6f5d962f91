import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { IconButton, LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { DriverStop, RoundView } from "../driver.schema.ts";
import { Signature } from "./signature-pad.tsx";
import { RefusedPhoto, StopState } from "./stop-facts.tsx";

type Draft = { id: string; vehicleName: string };

/** The stops in order. Of a draft each can be moved by hand; of a published round, those to come to another place. */
export function RoundStops({ round, drafts, allocations, locale, timeZone }: { round: RoundView; drafts: readonly Draft[]; allocations: readonly { bookingId: string; emissionGrams: number }[]; locale: string; timeZone: string }) {
  const { t } = useTranslation("rounds");
  const { t: name } = useTranslation("materials");
  const time = (at: string) => formatInstant(at, { locale, timeZone, format: "time" });
  return (
    <ol className="grid gap-2">
      {round.stops.map((stop, index) => {
        const share = allocations.filter((one) => one.bookingId === stop.bookingId).reduce((sum, one) => sum + one.emissionGrams, 0);
        return (
          <li key={stop.id} className="grid gap-3 rounded-card border border-line bg-surface p-3 md:grid-cols-[1fr_auto]">
            <div className="min-w-0">
              <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <span className="font-semibold [overflow-wrap:anywhere]">{`${stop.sequence}. ${stop.address}`}</span>
                {round.state === "planned" && !stop.isGone ? null : <StopState stop={stop} />}
              </p>
              <p className="text-sm text-ink-soft" suppressHydrationWarning>
                {`${stop.partyName} · ${t("round.arrival")} ${time(stop.state === "planned" ? stop.expectedAt : (stop.arrivedAt ?? stop.expectedAt))}`}
                {stop.toldFrom && stop.toldUntil ? ` · ${t("stop.told", { from: time(stop.toldFrom), until: time(stop.toldUntil) })}` : ""}
              </p>
              <p className="text-sm">
                {stop.readings.length > 0
                  ? stop.readings.map((one) => `${name(`names.${one.material}`)} ${formatMass(one.netGrams, locale)}${one.tareGrams > 0 ? ` (${t("stop.grossLessTare", { gross: formatMass(one.grossGrams, locale), tare: formatMass(one.tareGrams, locale) })})` : ""}`).join(" · ")
                  : stop.lines.map((line) => `${name(`names.${line.material}`)} ${line.declaredGrams === null ? `(${t("stop.weightUnknown")})` : formatMass(line.declaredGrams, locale)}`).join(" · ")}
              </p>
              {stop.reason ? <p className="text-sm">{`${reasonWords(t, stop)}${stop.driverNote ? ` ${stop.driverNote}` : ""}`}</p> : stop.driverNote ? <p className="text-sm">{stop.driverNote}</p> : null}
              <RefusedPhoto stop={stop} />
              {share > 0 ? <p className="text-sm text-ink-soft">{`${t("round.share")}: ${formatMass(share, locale)} CO₂e`}</p> : null}
              {stop.signedName ? <p className="text-sm text-ink-soft">{t("stop.signed", { name: stop.signedName })}</p> : null}
              {stop.signedStrokes ? <Signature strokes={stop.signedStrokes} label={t("stop.signature")} /> : null}
            </div>
            <div className="flex flex-wrap items-end gap-2 md:justify-end">
              {round.state === "planned" ? (
                <>
                  <Shift round={round} stop={stop} intent="move" places={[index > 0 ? stop.sequence - 1 : null, index < round.stops.length - 1 ? stop.sequence + 1 : null]} />
                  <MoveStop round={round} stop={stop} drafts={drafts} />
                </>
              ) : (
                <>
                  {round.state === "published" && isOpen(stop) ? (
                    <Shift round={round} stop={stop} intent="reorder" places={[round.stops.slice(0, index).findLast(isOpen)?.sequence ?? null, round.stops.slice(index + 1).find(isOpen)?.sequence ?? null]} />
                  ) : null}
                  <LinkButton to={`/staff/bookings/${stop.bookingId}`} variant="quiet" size="sm" icon="scale">
                    {stop.state === "collected" ? t("round.correct") : t("day.open")}
                  </LinkButton>
                </>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function reasonWords(t: (key: string) => string, stop: DriverStop): string {
  if (stop.state === "refused") return t(`driver.refusals.${stop.reason ?? ""}`);
  const spoken = ["no_time", "no_access", "vehicle_full", "other"].includes(stop.reason ?? "");
  return spoken ? t(`driver.skips.${stop.reason ?? ""}`) : "";
}

/** To come, and not cancelled since. */
function isOpen(stop: DriverStop): boolean {
  return stop.state === "planned" && !stop.isGone;
}

function About({ round, stop }: { round: RoundView; stop: DriverStop }) {
  return (
    <>
      <input type="hidden" name="version" value={round.version} />
      <input type="hidden" name="stopId" value={stop.id} />
    </>
  );
}

/** A place earlier or later; null where there is none. */
function Shift({ round, stop, intent, places }: { round: RoundView; stop: DriverStop; intent: "move" | "reorder"; places: [earlier: number | null, later: number | null] }) {
  const { t } = useTranslation("rounds");
  return places.map((place, way) => (
    <Form key={way === 0 ? "up" : "down"} method="post">
      <About round={round} stop={stop} />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="position" value={place ?? stop.sequence} />
      <IconButton type="submit" variant="secondary" icon={way === 0 ? "chevron-up" : "chevron-down"} label={t(way === 0 ? "round.upLabel" : "round.downLabel", { address: stop.address })} disabled={place === null} />
    </Form>
  ));
}

/** Out of a draft, or to another one. */
function MoveStop({ round, stop, drafts }: { round: RoundView; stop: DriverStop; drafts: readonly Draft[] }) {
  const { t } = useTranslation("rounds");
  return (
    <>
      <Form method="post">
        <About round={round} stop={stop} />
        <SubmitButton name="intent" value="out" variant="quiet" size="sm" aria-label={t("round.outLabel", { address: stop.address })}>
          {t("round.out")}
        </SubmitButton>
      </Form>
      {drafts.length > 0 ? (
        <Form method="post" className="flex items-end gap-2">
          <About round={round} stop={stop} />
          <Field id={`other-${stop.id}`} label={t("round.moveTo")} hideLabel>
            <Select name="other" defaultValue={drafts[0]?.id} options={drafts.map(({ id, vehicleName }) => ({ value: id, label: vehicleName }))} />
          </Field>
          <SubmitButton name="intent" value="to" variant="secondary" size="sm">
            {t("round.move")}
          </SubmitButton>
        </Form>
      ) : null}
    </>
  );
}
