import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatMass } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { HOLD_REASONS, type HoldView } from "../boards/holds.schema.ts";
import { useSubjectName } from "./subject.ts";

/** What a moderator needs to decide on one held entry, and the form for it. A decision can be turned round later. */
export function HoldCard({ hold, locale, timeZone, error, typed }: { hold: HoldView; locale: string; timeZone: string; error?: string | undefined; typed: string }) {
  const { t } = useTranslation("boards");
  const nameOf = useSubjectName();
  const { entry } = hold;
  const side = (name: string) => entry.parties.find((one) => one.side === name)?.name ?? "–";
  const time = formatInstant(hold.heldAt, { locale, timeZone });
  const reason = HOLD_REASONS.find((one) => one === hold.reason) ?? "other";
  return (
    <Card as="li" className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="text-lg wrap-anywhere">{t(`reason.${reason}`)}</h2>
        <Badge tone={hold.state === "held" ? "marigold" : hold.state === "released" ? "leaf" : "neutral"}>{t(`holds.state.${hold.state}`)}</Badge>
      </div>
      <p className="wrap-anywhere">
        <Link className="link" to={`/impact/entries/${encodeURIComponent(hold.entryId)}`}>
          {t("holds.entry")}
        </Link>
        {": "}
        {[
          nameOf(entry.material ?? entry.category ?? "other"),
          entry.massGrams === null ? null : formatMass(entry.massGrams, locale),
          entry.co2eGrams === null ? null : formatCo2e(entry.co2eGrams, locale, { gas: true }),
          t("holds.between", { giver: side("giver"), taker: side("taker") }),
          formatInstant(entry.occurredAt, { locale, timeZone, format: "date" }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {hold.note ? <p className="wrap-anywhere whitespace-pre-line">{hold.note}</p> : null}
      <p className="text-sm text-ink-soft">{hold.heldBy === null ? t("holds.byRule", { time }) : t("holds.by", { time, name: hold.heldBy })}</p>
      {hold.answer ? <p className="wrap-anywhere border-s-4 border-line ps-3">{hold.answer}</p> : null}
      <Form method="post" className="flex flex-wrap items-end gap-3 border-t border-line pt-3">
        <input type="hidden" name="holdId" value={hold.id} />
        <input type="hidden" name="version" value={hold.version} />
        <div className="grow basis-64">
          <Field id={`answer-${hold.id}`} label={t("holds.answer")} error={error}>
            <Input name="answer" maxLength={1000} defaultValue={typed} />
          </Field>
        </div>
        {hold.state === "released" ? null : (
          <SubmitButton name="intent" value="release">
            {t("holds.release")}
          </SubmitButton>
        )}
        {hold.state === "upheld" ? null : (
          <SubmitButton name="intent" value="uphold" variant="secondary">
            {t("holds.uphold")}
          </SubmitButton>
        )}
      </Form>
    </Card>
  );
}
