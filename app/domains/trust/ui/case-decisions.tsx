import { SubmitButton } from "#app/ui/buttons.tsx";
import { StateBadge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form, Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { Alert } from "#app/ui/alert.tsx";
import type { FailedForm } from "../forms.ts";
import type { CasePage } from "./case-page.ts";
import { Note } from "./parts.tsx";

const stages = { confirming: "waiting", final: "done", refused: "stopped", reversed: "stopped" } as const;

/** What was decided in a case, and the question to the second moderator while one is asked. */
export function CaseDecisions({ page, failed }: { page: CasePage; failed: FailedForm | undefined }) {
  const { t } = useTranslation("trust");
  if (page.decisions.length === 0) return null;
  const time = (at: string) => formatInstant(at, { locale: page.locale, timeZone: page.timeZone });
  return (
    <Card as="section" aria-labelledby="decisions-title" className="grid gap-4">
      <h2 id="decisions-title" className="text-xl">
        {t("moderation.decisions")}
      </h2>
      {page.decisions.map((decision) => (
        <article key={decision.id} className="grid gap-2 border-t border-line pt-3">
          <p className="flex flex-wrap items-center gap-2">
            <Link to={`/decisions/${decision.id}`} className="link font-semibold">
              {t(`decided.${decision.kind}`)}
            </Link>
            <StateBadge stage={stages[decision.state]}>{t(`statement.states.${decision.state}`)}</StateBadge>
          </p>
          <p className="text-sm">{t(`reasons.${decision.rule}`)}</p>
          <p className="whitespace-pre-line wrap-anywhere">{decision.facts}</p>
          <Note>
            {t("moderation.by", { name: [decision.decidedByName, decision.confirmedByName].map((name) => name ?? "").filter(Boolean).join(" + ") || t("moderation.gone"), time: time(decision.decidedAt) })}
          </Note>
          {decision.state === "confirming" ? <SecondPair page={page} decision={decision} failed={failed} /> : null}
        </article>
      ))}
    </Card>
  );
}

function SecondPair({ page, decision, failed }: { page: CasePage; decision: CasePage["decisions"][number]; failed: FailedForm | undefined }) {
  const { t } = useTranslation("trust");
  if (decision.isMine) return <Alert tone="warning">{t(page.isAlone ? "moderation.settleAlone" : "moderation.settleOwn")}</Alert>;
  if (page.isOwn) return <Alert tone="warning">{t("moderation.ownParty")}</Alert>;
  return (
    <section aria-labelledby="settle-title" className="grid gap-3 rounded-control bg-marigold-soft p-3">
      <h3 id="settle-title" className="text-base font-semibold">
        {t("moderation.settle")}
      </h3>
      <p>{t("moderation.settleText", { name: decision.decidedByName ?? t("moderation.gone"), what: t(`decided.${decision.kind}`) })}</p>
      <Form method="post" className="grid gap-3">
        <input type="hidden" name="intent" value="settle" />
        <input type="hidden" name="decisionId" value={decision.id} />
        <input type="hidden" name="version" value={decision.version} />
        <Field id="note" label={t("moderation.note")} optional>
          <Input name="note" maxLength={1000} defaultValue={failed?.values.note ?? ""} />
        </Field>
        <div className="flex flex-wrap gap-2">
          <SubmitButton name="agrees" value="yes" variant="danger">
            {t("moderation.agree")}
          </SubmitButton>
          <SubmitButton name="agrees" value="no" variant="secondary">
            {t("moderation.disagree")}
          </SubmitButton>
        </div>
      </Form>
    </section>
  );
}
