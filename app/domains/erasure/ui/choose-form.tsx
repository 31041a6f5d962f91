import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import { deviceKindOf, deviceKinds, erasureChoices, gateChoices } from "../erasure.rules.ts";
import { useSubjectName } from "./subject-name.ts";

type Props = { erasureId: string; subjects: readonly string[]; side: "owner" | "recycler"; reply: Reply };

/** What should happen to the data on devices of one kind. Works before JavaScript. */
export function ChooseForm({ erasureId, subjects, side, reply }: Props) {
  const { t } = useTranslation("erasure");
  const nameOf = useSubjectName();
  const { errors, typed } = useReply(reply);
  const [first = ""] = subjects;
  const choices = side === "owner" ? erasureChoices : gateChoices;
  return (
    <Form method="post" className="grid gap-5">
      <input type="hidden" name="erasureId" value={erasureId} />
      {subjects.length > 1 ? (
        <Field id="subject" label={t("choose.subject")} error={errors("subject")}>
          <Select name="subject" defaultValue={typed("subject", first)} options={subjects.map((code) => ({ value: code, label: nameOf(code) }))} />
        </Field>
      ) : (
        <input type="hidden" name="subject" value={first} />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="deviceKind" label={t("choose.deviceKind")} error={errors("deviceKind")}>
          <Select name="deviceKind" defaultValue={typed("deviceKind", deviceKindOf(first) ?? "other")} options={deviceKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
        </Field>
        <Field id="deviceCount" label={t("choose.deviceCount")} error={errors("deviceCount")}>
          <Input name="deviceCount" inputMode="numeric" maxLength={4} defaultValue={typed("deviceCount", "1")} className="max-w-40" />
        </Field>
      </div>
      <RadioCards id="choice" legend={t("choose.choice")} name="choice" defaultValue={typed("choice")} error={errors("choice")} options={choices.map((value) => ({ value, label: t(`choices.${value}`), hint: t(`choiceHints.${value}`) }))} />
      <Field id="serialNumber" label={t("choose.serial")} hint={t("choose.serialHint")} error={errors("serialNumber")} optional>
        <Input name="serialNumber" autoComplete="off" maxLength={60} defaultValue={typed("serialNumber")} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="lg" icon="check">
          {t("choose.send")}
        </SubmitButton>
        <LinkButton to="/erasure" variant="quiet" size="lg">
          {t("choose.howTo")}
        </LinkButton>
      </div>
    </Form>
  );
}
