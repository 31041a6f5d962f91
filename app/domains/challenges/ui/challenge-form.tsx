import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import { INDICATORS } from "../challenges.rules.ts";
import { PARTS, type ChallengeView } from "../challenges.schema.ts";

export type ChallengeFormProps = { challengeId: string; draft: ChallengeView | null; usualDays: { from: string; to: string }; isOperator: boolean; reply: Reply };

/** A draft's form; before JavaScript too. */
export function ChallengeForm({ challengeId, draft, usualDays, isOperator, reply }: ChallengeFormProps) {
  const { t } = useTranslation("challenges");
  const { errors, typed } = useReply(reply);
  const partOf = (part: (typeof PARTS)[number]) => {
    const [kind = "all", code = ""] = part.split(":");
    return kind === "group" ? t("parts.group", { group: t(`materials:groups.${code}`) }) : kind === "route" ? t("parts.route", { route: t(`impact:routes.${code}`) }) : t("parts.all");
  };
  const isWeight = draft?.indicator === "mass" || draft?.indicator === "emissions";
  const usualPart = draft?.materialGroup ? `group:${draft.materialGroup}` : draft?.route ? `route:${draft.route}` : "all";
  const usualTarget = draft ? String(isWeight ? draft.target / 1000 : draft.target) : "";
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="challengeId" value={challengeId} />
      <input type="hidden" name="version" value={draft?.version ?? 0} />
      <Field id="title" label={t("form.title")} error={errors("title")}>
        <Input name="title" maxLength={80} defaultValue={typed("title", draft?.title)} />
      </Field>
      <Field id="words" label={t("form.words")} error={errors("words")} optional>
        <Textarea name="words" rows={3} maxLength={1000} defaultValue={typed("words", draft?.words)} />
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field id="indicator" label={t("form.indicator")} error={errors("indicator")}>
          <Select name="indicator" defaultValue={typed("indicator", draft?.indicator ?? "mass")} options={INDICATORS.map((value) => ({ value, label: `${t(`indicators.${value}`)} (${t(`indicatorUnits.${value}`)})` }))} />
        </Field>
        <Field id="target" label={t("form.target")} hint={t("form.targetHint")} error={errors("target")}>
          <Input name="target" inputMode="numeric" maxLength={8} defaultValue={typed("target", usualTarget)} />
        </Field>
        <Field id="fromDay" label={t("form.from")} error={errors("fromDay")}>
          <Input name="fromDay" type="date" defaultValue={typed("fromDay", draft?.fromDay ?? usualDays.from)} />
        </Field>
        <Field id="toDay" label={t("form.to")} error={errors("toDay")}>
          <Input name="toDay" type="date" defaultValue={typed("toDay", draft?.toDay ?? usualDays.to)} />
        </Field>
      </div>
      <Field id="part" label={t("form.part")} hint={t("form.partHint")} error={errors("part")}>
        <Select name="part" defaultValue={typed("part", usualPart)} options={PARTS.map((value) => ({ value, label: partOf(value) }))} />
      </Field>
      <Field id="bonusPoints" label={t("form.bonus")} hint={t("form.bonusHint")} error={errors("bonusPoints")} optional>
        <Input name="bonusPoints" inputMode="numeric" maxLength={5} defaultValue={typed("bonusPoints", draft && draft.bonusPoints > 0 ? String(draft.bonusPoints) : "")} />
      </Field>
      {isOperator ? (
        <Field id="others" label={t("form.others")} hint={t("form.othersHint")} error={errors("others")} optional>
          <Textarea name="others" rows={2} maxLength={2000} defaultValue={typed("others", draft?.communities.map(({ slug }) => slug).join("\n"))} />
        </Field>
      ) : null}
      <span>
        <SubmitButton size="lg" name="intent" value="save">
          {t("save")}
        </SubmitButton>
      </span>
    </Form>
  );
}
