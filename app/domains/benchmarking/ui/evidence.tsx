import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form, Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { EvidenceView } from "../benchmarking.schema.ts";

/** What shows that a step was done. */
export function EvidenceList({ evidence, mayRemove, step, locale, timeZone }: { evidence: readonly EvidenceView[]; mayRemove: boolean; step: string; locale: string; timeZone: string }) {
  const { t } = useTranslation("benchmarking");
  if (evidence.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h3 className="text-base">{t("cycle.evidence")}</h3>
      <ul className="grid gap-2">
        {evidence.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-control bg-sunken px-3 py-2">
            <span className="grid min-w-0 wrap-anywhere">
              <EvidenceWords evidence={one} />
              <span className="text-sm text-ink-soft">{t("cycle.by", { name: one.by ?? "–", at: formatInstant(one.at, { locale, timeZone, format: "date" }) })}</span>
            </span>
            {mayRemove ? (
              <Form method="post" action={`#step-${step}`}>
                <input type="hidden" name="step" value={step} />
                <input type="hidden" name="evidenceId" value={one.id} />
                <SubmitButton name="intent" value="removeEvidence" variant="quiet" size="sm" aria-label={t("form.removeNamed", { words: one.words })}>
                  {t("form.remove")}
                </SubmitButton>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The words of a piece of evidence, leading to what they are about. */
export function EvidenceWords({ evidence }: { evidence: EvidenceView }) {
  const { t } = useTranslation("benchmarking");
  if (evidence.url) {
    return (
      <a href={evidence.url} className="link" rel="nofollow noreferrer">
        {evidence.words}
      </a>
    );
  }
  if (!evidence.entryId) return <span>{evidence.words}</span>;
  return (
    <span>
      {evidence.words} (
      <Link to={`/impact/entries/${evidence.entryId}`} className="link">
        {t("cycle.entry")}
      </Link>
      )
    </span>
  );
}

/** Adds evidence to a step. */
export function EvidenceForm({ step, evidenceId, reply }: { step: string; evidenceId: string; reply: Reply }) {
  const { t } = useTranslation("benchmarking");
  const { errors, typed } = useReply(reply);
  const id = (name: string) => `evidence-${name}-${step}`;
  return (
    <details open={reply ? true : undefined}>
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm font-semibold text-sky hover:underline">{t("form.evidence")}</summary>
      <Form method="post" action={`#step-${step}`} className="mt-3 grid gap-4">
        <input type="hidden" name="step" value={step} />
        <input type="hidden" name="evidenceId" value={evidenceId} />
        <div className="grid items-start gap-4 sm:grid-cols-[12rem_1fr]">
          <Field id={id("kind")} label={t("form.kind")} error={errors("kind")}>
            <Select name="kind" defaultValue={typed("kind", "figure")} options={(["figure", "link", "entry"] as const).map((kind) => ({ value: kind, label: t(`form.kinds.${kind}`) }))} />
          </Field>
          <Field id={id("words")} label={t("form.words")} error={errors("words")}>
            <Input name="words" maxLength={500} required defaultValue={typed("words")} />
          </Field>
          <Field id={id("url")} label={t("form.url")} error={errors("url")} optional>
            <Input name="url" inputMode="url" maxLength={500} defaultValue={typed("url")} />
          </Field>
          <Field id={id("entryId")} label={t("form.entryId")} error={errors("entryId")} optional>
            <Input name="entryId" maxLength={60} defaultValue={typed("entryId")} />
          </Field>
        </div>
        <div>
          <SubmitButton name="intent" value="evidence" variant="secondary">
            {t("form.add")}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}
