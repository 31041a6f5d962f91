import { useTranslation } from "#app/ui/i18n.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Section } from "#app/ui/page.tsx";
import { DateTime, useViewerZone } from "#app/ui/time.tsx";
import { Hash } from "./hash.tsx";
import { SeenBefore } from "./seen-before.tsx";

export interface CheckpointView {
  size: number;
  root: string;
  note: string;
  keyId: string;
  /** ISO */
  signedAt: string;
}

interface Placed {
  locale: string;
  timeZone: string | null;
}

/** The latest signed statement, word for word. */
export function LatestCheckpoint({ checkpoint, size, locale, timeZone }: Placed & { checkpoint: CheckpointView | null; size: number }) {
  const { t } = useTranslation("impact");
  const zone = useViewerZone(timeZone);
  return (
    <Card as="section" aria-labelledby="latest-checkpoint" className="grid gap-3">
      <h2 id="latest-checkpoint" className="text-lg">
        {t("ledger.latest")}
      </h2>
      {checkpoint ? (
        <>
          <DefinitionList
            items={[
              { term: t("ledger.rowsSigned"), value: t("ledger.rowsOf", { signed: numberFormat(locale).format(checkpoint.size), size: numberFormat(locale).format(size) }) },
              { term: t("proof.signedAt"), value: <DateTime at={checkpoint.signedAt} locale={locale} {...zone} format="full" /> },
              { term: t("proof.root"), value: <Hash text={checkpoint.root} /> },
              { term: t("ledger.key"), value: <Hash text={checkpoint.keyId} /> },
            ]}
          />
          <p className="text-sm text-ink-soft">{t("ledger.noteText")}</p>
          <pre aria-label={t("ledger.note")} className="rounded-card bg-sunken p-3 text-sm break-all whitespace-pre-wrap">
            {checkpoint.note}
          </pre>
          <SeenBefore note={checkpoint.note} locale={locale} />
        </>
      ) : (
        <p className="text-ink-soft">{t("ledger.noCheckpoint")}</p>
      )}
    </Card>
  );
}

/** Kept checkpoints; the whole note of each unfolds. */
export function CheckpointTable({ checkpoints, locale, timeZone }: Placed & { checkpoints: readonly CheckpointView[] }) {
  const { t } = useTranslation("impact");
  const zone = useViewerZone(timeZone);
  return (
    <DataTable
      caption={t("ledger.checkpoints")}
      hideCaption
      rows={checkpoints}
      rowKey={(row) => `${row.size} ${row.keyId}`}
      columns={[
        { key: "size", header: t("ledger.rows"), primary: true, cell: (row) => numberFormat(locale).format(row.size) },
        { key: "at", header: t("proof.signedAt"), cell: (row) => <DateTime at={row.signedAt} locale={locale} {...zone} /> },
        {
          key: "root",
          header: t("proof.root"),
          cell: (row) => (
            <details>
              <summary className="text-start">
                <Hash text={row.root} />
              </summary>
              <pre className="mt-2 rounded-card bg-sunken p-3 text-start text-sm break-all whitespace-pre-wrap">{row.note}</pre>
            </details>
          ),
        },
      ]}
    />
  );
}

/** Every key that has signed here. Somebody who kept one can tell whether it is still the same. */
export function KeyList({ keys }: { keys: readonly string[] }) {
  const { t } = useTranslation("impact");
  if (keys.length === 0) return null;
  return (
    <Section title={t("ledger.keys")}>
      <p className="prose-text">{t("ledger.keysText")}</p>
      <ul className="grid gap-2">
        {keys.map((key) => (
          <li key={key} className="rounded-card border border-line bg-surface px-4 py-3">
            <Hash text={key} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
