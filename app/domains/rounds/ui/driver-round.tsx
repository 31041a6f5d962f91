import { useState, type FormEvent } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useHydrated } from "#app/ui/assistive.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";
import { nextStop, shownRound } from "../driver.overlay.ts";
import type { DriverStop, RoundView } from "../driver.schema.ts";
import type { TypedLoad } from "./collect-form.tsx";
import { Signature } from "./signature-pad.tsx";
import { formId, StopActions } from "./stop-actions.tsx";
import { PhotoAgain } from "./photo-again.tsx";
import { RefusedPhoto, StopFacts, StopState } from "./stop-facts.tsx";
import { SyncStatus } from "./sync-status.tsx";
import { useDriverQueue, type Said } from "./use-driver-queue.ts";

export type DriverFailure = { error: string; kind: string; stopId: string | null; typed: TypedLoad | null; refusal: { reason: string; note: string; photoError: string } | null; /** The act that was done without its photo. */ photoOf: string | null };

/**
 * A round on its driver's phone: the next stop large, the others below. What is pressed is kept on the device and sent when there is a network;
 * before JavaScript the same forms go to the server at once. `clientId` is the server's, for those.
 */
export function DriverRound({ round: told, userId, mayAct, locale, clientId, failure }: { round: RoundView; userId: string; mayAct: boolean; locale: string; clientId: string; failure: DriverFailure | null }) {
  const { t } = useTranslation("rounds");
  const hydrated = useHydrated();
  const isOut = told.state === "published" || told.state === "under_way";
  const { queue, round: answered, isCut, isRefused, say, retry, dismiss, isReady } = useDriverQueue(told.id, userId, told.version, mayAct && isOut);
  const [unsaid, setUnsaid] = useState<{ said: Said; stopId: string; refusal: { reason: string; note: string } } | null>(null);
  // Whichever the server said last.
  const latest = answered && answered.version > told.version ? answered : told;
  const round = shownRound(latest, queue);
  const next = nextStop(round);
  const { timeZone } = round.depot;
  const settled = round.stops.filter((stop) => stop.state !== "planned" && stop.state !== "arrived").length;

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    if (!isReady) return;
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const form = new FormData(event.currentTarget, submitter);
    const word = (name: string) => form.get(name)?.toString() ?? "";
    void say(form).then((said) => {
      setUnsaid(said === "kept" ? null : { said, stopId: word("stopId"), refusal: { reason: word("reason"), note: word("note") } });
      if (said === "kept" || said === "not_kept") window.scrollTo({ top: 0 });
    });
  }

  const errorAt = (stop: DriverStop) => (unsaid?.stopId === stop.id && unsaid.said === "incomplete" ? t("errors.WEIGHT_INVALID") : failure?.stopId === stop.id && !failure.refusal && failure.photoOf === null ? t(`errors.${failure.error.split(".")[1] ?? "INVALID"}`) : null);
  const refusalAt = (stop: DriverStop) => {
    if (unsaid?.stopId === stop.id && unsaid.said === "no_photo") return { ...unsaid.refusal, photoError: t("errors.PHOTO_INVALID") };
    return failure?.stopId === stop.id ? failure.refusal : null;
  };
  const actions = (stop: DriverStop) => (
    <StopActions stop={stop} accepts={round.accepts} locale={locale} clientId={clientId} typed={failure?.stopId === stop.id ? failure.typed : null} error={errorAt(stop)} refusal={refusalAt(stop)} onSubmit={onSubmit} isBusy={false} />
  );

  return (
    <div className="grid gap-4">
      {hydrated && ((mayAct && isOut) || queue.length > 0) ? <SyncStatus queue={queue} isCut={isCut} isRefused={isRefused} stops={round.stops} onRetry={retry} onDismiss={dismiss} /> : null}
      {mayAct && isOut ? null : <Alert tone="info">{isOut ? t("driver.onlyLook") : t(`round.states.${round.state}`)}</Alert>}
      {unsaid?.said === "not_kept" ? (
        <Alert tone="error" live>
          {t("sync.notKept")}
        </Alert>
      ) : null}
      {failure?.photoOf ? <PhotoAgain failure={failure} stop={round.stops.find(({ id }) => id === failure.stopId)} act={failure.photoOf} roundId={told.id} /> : null}
      {failure && !failure.stopId && !failure.photoOf ? <Alert tone="error">{t(`errors.${failure.error.split(".")[1] ?? "INVALID"}`)}</Alert> : null}
      <p className="tabular text-ink-soft">{t("driver.progress", { settled, count: round.stops.length })}</p>
      {next ? (
        <Card as="section" className="grid gap-4" aria-labelledby="next-stop">
          <div className="flex flex-wrap items-baseline justify-between gap-2">
            <h2 id="next-stop" className="text-base text-ink-soft">
              {next.state === "arrived" ? t("driver.hereNow", { number: next.sequence }) : t("driver.next", { number: next.sequence })}
            </h2>
            <StopState stop={next} isWaiting={round.waiting.has(next.id)} />
          </div>
          <StopFacts stop={next} locale={locale} timeZone={timeZone} />
          {mayAct && isOut ? <div key={`${next.id}-${next.state}`}>{actions(next)}</div> : null}
        </Card>
      ) : (
        <Card as="section" tone="leaf" className="grid gap-3">
          <h2 className="text-xl">{round.isBack ? t("driver.backDone") : t("driver.allDone")}</h2>
          <p>{round.isBack ? t("driver.backText") : t("driver.allDoneText", { depot: round.depot.name })}</p>
          {mayAct && isOut && !round.isBack && round.state === "under_way" ? (
            <form method="post" onSubmit={onSubmit}>
              <input type="hidden" name="clientId" value={formId(clientId, "back")} />
              <SubmitButton name="kind" value="back" size="lg" wide icon="home">
                {t("driver.back")}
              </SubmitButton>
            </form>
          ) : null}
        </Card>
      )}
      <Section title={t("driver.all")}>
        <ol className="grid gap-2">
          {round.stops.map((stop) => (
            <li key={stop.id} className="rounded-card border border-line bg-surface">
              <details>
                <summary className="flex min-h-14 cursor-pointer flex-wrap items-center justify-between gap-2 px-4 py-2">
                  <span className="min-w-0">
                    <span className="font-semibold [overflow-wrap:anywhere]">{`${stop.sequence}. ${stop.address}`}</span>
                    <span className="block text-sm text-ink-soft" suppressHydrationWarning>
                      {stop.settledAt ? formatInstant(stop.settledAt, { locale, timeZone, format: "time" }) : t("stop.expected", { time: formatInstant(stop.expectedAt, { locale, timeZone, format: "time" }) })}
                      {stop.readings.length > 0 ? ` · ${formatMass(stop.readings.reduce((sum, one) => sum + one.netGrams, 0), locale)}` : ""}
                    </span>
                  </span>
                  <StopState stop={stop} isWaiting={round.waiting.has(stop.id)} />
                </summary>
                <div className="grid gap-4 border-t border-line p-4">
                  <StopFacts stop={stop} locale={locale} timeZone={timeZone} />
                  {stop.refusalPhoto ? <RefusedPhoto stop={stop} /> : null}
                  {stop.signedName ? <p>{t("stop.signed", { name: stop.signedName })}</p> : null}
                  {stop.signedStrokes ? <Signature strokes={stop.signedStrokes} label={t("stop.signature")} /> : null}
                  {mayAct && isOut && stop.id !== next?.id && (stop.state === "planned" || stop.state === "arrived") ? actions(stop) : null}
                </div>
              </details>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}
