import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import { EVENT_KINDS, type EventKind } from "../events.rules.ts";

export interface EventFormProps {
  reply: Reply;
  /** What the fields show before anything was typed. */
  usual: Partial<Record<"title" | "description" | "placeLabel" | "date" | "from" | "until" | "guestCapacity" | "stallCount" | "pointId", string>>;
  /** Chosen for a new day; of one that is there it is said and stays. */
  kind: EventKind | null;
  collectors: readonly { id: string; name: string; recyclerName: string }[];
  timeZone: string;
  hidden: Readonly<Record<string, string>>;
  submitLabel: string;
}

/** Plans a day, or changes one: the same fields. */
export function EventForm({ reply, usual, kind, collectors, timeZone, hidden, submitLabel }: EventFormProps) {
  const { t } = useTranslation("events");
  const { errors, typed } = useReply(reply);
  const collects = kind === null || kind === "collection_day";
  return (
    <Form method="post" className="grid max-w-2xl gap-5">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {kind === null ? (
        <RadioCards id="kind" legend={t("form.kind")} name="kind" error={errors("kind")} defaultValue={typed("kind", "sharing_day")} options={EVENT_KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`), hint: t(`kindHints.${one}`) }))} />
      ) : null}
      <Field id="title" label={t("form.title")} error={errors("title")}>
        <Input name="title" required maxLength={120} defaultValue={typed("title", usual.title)} />
      </Field>
      <Field id="description" label={t("form.description")} error={errors("description")} optional>
        <Textarea name="description" maxLength={3000} defaultValue={typed("description", usual.description)} />
      </Field>
      <Field id="placeLabel" label={t("form.place")} hint={t("form.placeHint")} error={errors("placeLabel")}>
        <Input name="placeLabel" required maxLength={160} defaultValue={typed("placeLabel", usual.placeLabel)} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id="date" label={t("form.date")} error={errors("date")}>
          <Input type="date" name="date" required defaultValue={typed("date", usual.date)} />
        </Field>
        <Field id="from" label={t("form.from")} error={errors("from")}>
          <Input type="time" name="from" required defaultValue={typed("from", usual.from ?? "10:00")} />
        </Field>
        <Field id="until" label={t("form.until")} error={errors("until")}>
          <Input type="time" name="until" required defaultValue={typed("until", usual.until ?? "15:00")} />
        </Field>
      </div>
      <p className="-mt-3 text-sm text-ink-soft">{t("form.zone", { zone: timeZone })}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="guestCapacity" label={t("form.capacity")} hint={t("form.capacityHint")} error={errors("guestCapacity")} optional>
          <Input name="guestCapacity" inputMode="numeric" maxLength={6} defaultValue={typed("guestCapacity", usual.guestCapacity)} />
        </Field>
        <Field id="stallCount" label={t("form.stalls")} hint={t("form.stallsHint")} error={errors("stallCount")} optional>
          <Input name="stallCount" inputMode="numeric" maxLength={3} defaultValue={typed("stallCount", usual.stallCount)} />
        </Field>
      </div>
      {collects ? (
        <Field id="pointId" label={t("form.collector")} hint={t("form.collectorHint")} error={errors("pointId")} optional={kind === null}>
          <Select name="pointId" defaultValue={typed("pointId", usual.pointId)} options={[{ value: "", label: t("form.noCollector") }, ...collectors.map((one) => ({ value: one.id, label: `${one.recyclerName} · ${one.name}` }))]} />
        </Field>
      ) : null}
      <div>
        <SubmitButton size="lg">{submitLabel}</SubmitButton>
      </div>
    </Form>
  );
}
