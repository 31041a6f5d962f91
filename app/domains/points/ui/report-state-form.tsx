import { useTranslation } from "#app/ui/i18n.ts";
import type { MaterialGroup } from "#app/shared/materials.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Form } from "#app/ui/remix.ts";
import { fillLevels, queueLevels } from "../live/live.rules.ts";

export interface TypedReport {
  subject: string;
  level: string;
  minutes: string;
}

/** Says how long the queue is, or how full the containers of a group are. Two short forms, each for one thing. */
export function ReportStateForm({ reportId, groups, typed, errors }: { reportId: string; groups: readonly MaterialGroup[]; typed: TypedReport | null; errors: Record<string, string> }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const ofQueue = typed?.subject === "queue";
  return (
    <details className="rounded-card border border-line bg-surface p-3" open={Object.keys(errors).length > 0}>
      <summary className="flex min-h-9 cursor-pointer items-center gap-2 font-semibold">
        <Icon name="chevron-down" size={16} />
        {t("live.report")}
      </summary>
      <div className="grid gap-5 pt-3 sm:grid-cols-2">
        <Form method="post" className="grid content-start gap-3" preventScrollReset>
          <input type="hidden" name="reportId" value={reportId} />
          <input type="hidden" name="subject" value="queue" />
          <Field id="queue-level" label={t("live.queueName")} error={ofQueue ? errors.level : undefined}>
            <Select name="level" defaultValue={ofQueue ? typed.level : "0"} options={queueLevels.map((level, index) => ({ value: String(index), label: t(`live.queue.${level}`) }))} />
          </Field>
          <Field id="minutes" label={t("live.minutes")} error={errors.minutes} optional>
            <Input name="minutes" inputMode="numeric" maxLength={3} defaultValue={ofQueue ? typed.minutes : ""} />
          </Field>
          <div>
            <SubmitButton name="intent" value="report" variant="secondary">
              {t("live.send")}
            </SubmitButton>
          </div>
        </Form>
        {groups.length > 0 ? (
          <Form method="post" className="grid content-start gap-3" preventScrollReset>
            <input type="hidden" name="reportId" value={reportId} />
            <Field id="subject" label={t("live.container")} error={ofQueue ? undefined : errors.subject}>
              <Select name="subject" defaultValue={ofQueue ? undefined : typed?.subject} options={groups.map((group) => ({ value: group, label: tm(`groups.${group}`) }))} />
            </Field>
            <Field id="fill-level" label={t("live.fillName")} error={ofQueue ? undefined : errors.level}>
              <Select name="level" defaultValue={ofQueue ? undefined : typed?.level} options={fillLevels.map((level, index) => ({ value: String(index), label: t(`live.fill.${level}`) }))} />
            </Field>
            <div>
              <SubmitButton name="intent" value="report" variant="secondary">
                {t("live.send")}
              </SubmitButton>
            </div>
          </Form>
        ) : null}
      </div>
    </details>
  );
}
