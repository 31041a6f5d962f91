import { DataTable } from "#app/ui/data-table.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { MINIMUM_PEERS } from "../benchmarking.rules.ts";
import type { CycleView, PeerView, TargetView, ValueView } from "../benchmarking.schema.ts";
import { dayName, monthName, useIndicatorWords } from "./benchmark-words.ts";
import { EvidenceWords } from "./evidence.tsx";
import type { ComparedIndicator } from "./indicator-card.tsx";
import { PeerReasons } from "./peer-list.tsx";

/** All indicators of the round in one table. */
export function ReportSummary({ views, targets, locale }: { views: readonly ComparedIndicator[]; targets: readonly TargetView[]; locale: string }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  const value = (code: string, amount: number | null | undefined) => (amount === null || amount === undefined ? t("noData.label") : words.value(code, amount));
  const targetOf = (code: string) => targets.find((target) => target.indicator === code);
  return (
    <DataTable
      caption={t("report.summary")}
      hideCaption
      rows={views}
      rowKey={(view) => view.code}
      columns={[
        { key: "name", header: t("method.indicator"), cell: (view) => `${words.name(view.code)} (${words.unit(view.code)})`, primary: true },
        { key: "own", header: t("gap.own"), cell: (view) => value(view.code, view.own.value), align: "end" },
        { key: "median", header: t("gap.median"), cell: (view) => value(view.code, view.quartiles?.median), align: "end" },
        { key: "best", header: t("gap.best"), cell: (view) => value(view.code, view.border), align: "end" },
        { key: "gap", header: t("gap.distance"), cell: (view) => value(view.code, view.gap), align: "end" },
        { key: "trend", header: t("gap.line"), cell: (view) => t(`gap.trends.${view.trend}`) },
        {
          key: "target",
          header: t("form.target"),
          cell: (view) => {
            const target = targetOf(view.code);
            return target ? `${words.value(view.code, target.value)}, ${monthName(target.byMonth, locale)}` : "–";
          },
        },
      ]}
    />
  );
}

/** Who was compared with, and why. */
export function ReportPeers({ peers }: { peers: readonly PeerView[] }) {
  const { t } = useTranslation("benchmarking");
  return (
    <>
      <DataTable
        caption={t("report.peers")}
        hideCaption
        rows={peers}
        rowKey={(peer) => peer.communityId}
        empty={<p>{t("peers.none")}</p>}
        columns={[
          { key: "name", header: t("gap.community"), cell: (peer) => peer.name, primary: true },
          { key: "why", header: t("report.reason"), cell: (peer) => <PeerReasons peer={peer} /> },
          { key: "state", header: t("report.state"), cell: (peer) => t(peer.isOut ? "peers.out" : "peers.in") },
        ]}
      />
      <p className="text-sm text-ink-soft">{t("peers.private")}</p>
    </>
  );
}

/** Figures that the community entered, with their sources. */
export function ReportEntered({ values, locale }: { values: readonly ValueView[]; locale: string }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  return (
    <ul className="grid gap-1">
      {values.map((value) => (
        <li key={value.id} className="wrap-anywhere">
          <span className="font-semibold">{words.name(value.indicator)}</span>: {words.value(value.indicator, value.value)}, {t("values.line", { from: monthName(value.fromMonth, locale), to: monthName(value.toMonth, locale), source: value.source })}
          {value.sourceUrl ? ` (${value.sourceUrl})` : ""}
        </li>
      ))}
    </ul>
  );
}

/** The steps with who, until when, what was found, and the evidence; and the tasks. */
export function ReportSteps({ cycle, locale, timeZone }: { cycle: Pick<CycleView, "steps" | "evidence" | "actions">; locale: string; timeZone: string }) {
  const { t } = useTranslation("benchmarking");
  return (
    <ol className="grid gap-4">
      {cycle.steps.map((step, index) => {
        const evidence = cycle.evidence.filter((one) => one.step === step.step);
        const facts = [
          step.owner,
          step.dueOn && t("cycle.dueOnly", { due: dayName(step.dueOn, locale) }),
          step.doneAt ? t("cycle.doneOn", { at: formatInstant(step.doneAt, { locale, timeZone, format: "date" }) }) : t("states.next"),
        ].filter(Boolean);
        return (
          <li key={step.step} className="grid break-inside-avoid gap-1 border-t border-line pt-3">
            <h3 className="text-base">
              {index + 1}. {t(`steps.${step.step}`)}
            </h3>
            <p className="text-sm text-ink-soft">{facts.join(" · ")}</p>
            {step.notes ? <p className="prose-text whitespace-pre-line wrap-anywhere">{step.notes}</p> : null}
            {step.step === "implementation" && cycle.actions.length > 0 ? (
              <ul className="list-disc ps-6">
                {cycle.actions.map((action) => (
                  <li key={action.id}>{[action.words, action.owner, action.dueOn && dayName(action.dueOn, locale), t(`cycle.actionStates.${action.state}`)].filter(Boolean).join(" · ")}</li>
                ))}
              </ul>
            ) : null}
            {evidence.length > 0 ? (
              <ul className="list-disc ps-6">
                {evidence.map((one) => (
                  <li key={one.id} className="wrap-anywhere">
                    <EvidenceWords evidence={one} />
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

/** How it was computed: the rules in short, and the formulas of the indicators. */
export function ReportMethod({ codes, url, locale }: { codes: readonly string[]; url: string; locale: string }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  return (
    <div className="prose-text grid gap-2 text-sm">
      <p className="wrap-anywhere">{t("report.methodText", { minimum: MINIMUM_PEERS, url })}</p>
      <ul className="list-disc ps-6">
        {codes.map((code) => (
          <li key={code}>
            {words.name(code)}: {t(`formulas.${code}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
