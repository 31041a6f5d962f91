import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, Select } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { resourceKinds, type ResourceView } from "../resources.schema.ts";
import { Refusal } from "./refusal.tsx";

/** A form about one of these that did not go through. */
export type GateFailure = { error: string | null; submission: { initialValue?: unknown; error?: Record<string, string[] | null> | null } };

function useFailure(failure: GateFailure | undefined) {
  const { t } = useTranslation("pickups");
  return {
    typed: (failure?.submission.initialValue ?? {}) as Record<string, string | undefined>,
    first: (name: string) => failure?.submission.error?.[name]?.map((message) => translateError(t, message))[0],
  };
}

/** One thing that there is one of, with its form folded away. */
export function GateItem({ resource, failure }: { resource: ResourceView; failure: GateFailure | undefined }) {
  const { t } = useTranslation("pickups");
  const { typed, first } = useFailure(failure);
  return (
    <Card as="li" className="grid gap-2">
      <h2 className="text-lg wrap-anywhere">{resource.name}</h2>
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <Badge tone={resource.isActive ? "leaf" : "neutral"}>{t(resource.isActive ? "gates.inUse" : "gates.notInUse")}</Badge>
        <span>{[t(`gates.kinds.${resource.kind}`), resource.pointName, t("gates.bufferWords", { count: resource.bufferMinutes }), t("gates.ahead", { count: resource.slotsAhead })].join(" · ")}</span>
      </p>
      <details open={failure !== undefined}>
        <summary className="cursor-pointer py-1 font-semibold text-sky" aria-label={`${t("gates.change")}: ${resource.name}`}>
          {t("gates.change")}
        </summary>
        <Form method="post" className="mt-2 grid gap-3">
          <Refusal error={failure?.error} />
          <input type="hidden" name="resourceId" value={resource.id} />
          <input type="hidden" name="version" value={resource.version} />
          <Field id={`name-${resource.id}`} label={t("gates.name")} error={first("name")}>
            <Input name="name" required maxLength={80} defaultValue={typed.name ?? resource.name} />
          </Field>
          <Field id={`buffer-${resource.id}`} label={t("gates.buffer")} hint={t("gates.bufferHint")} error={first("bufferMinutes")}>
            <Input name="bufferMinutes" inputMode="numeric" required unit={t("slots.new.minutes")} defaultValue={typed.bufferMinutes ?? String(resource.bufferMinutes)} />
          </Field>
          <Checkbox id={`active-${resource.id}`} name="isActive" defaultChecked={resource.isActive} label={t("gates.inUse")} />
          <div>
            <SubmitButton name="intent" value="change" variant="secondary">
              {t("gates.save")}
            </SubmitButton>
          </div>
        </Form>
      </details>
    </Card>
  );
}

/** Adds one. */
export function AddGate({ points, resourceId, failure }: { points: readonly { id: string; name: string }[]; resourceId: string; failure: GateFailure | undefined }) {
  const { t } = useTranslation("pickups");
  const { typed, first } = useFailure(failure);
  return (
    <Form method="post" key={resourceId} className="grid max-w-2xl gap-4">
      <Refusal error={failure?.error} />
      <input type="hidden" name="resourceId" value={typed.resourceId ?? resourceId} />
      {points.length > 1 ? (
        <Field id="pointId" label={t("slots.point")} error={first("pointId")}>
          <Select name="pointId" defaultValue={typed.pointId ?? points[0]?.id} options={points.map((point) => ({ value: point.id, label: point.name }))} />
        </Field>
      ) : (
        <input type="hidden" name="pointId" value={points[0]?.id ?? ""} />
      )}
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Field id="kind" label={t("gates.kind")} error={first("kind")}>
          <Select name="kind" defaultValue={typed.kind ?? "gate"} options={resourceKinds.map((kind) => ({ value: kind, label: t(`gates.kinds.${kind}`) }))} />
        </Field>
        <Field id="name" label={t("gates.name")} error={first("name")}>
          <Input name="name" required maxLength={80} defaultValue={typed.name ?? ""} />
        </Field>
        <Field id="bufferMinutes" label={t("gates.buffer")} error={first("bufferMinutes")}>
          <Input name="bufferMinutes" inputMode="numeric" required unit={t("slots.new.minutes")} defaultValue={typed.bufferMinutes ?? "10"} />
        </Field>
      </div>
      <div>
        <SubmitButton name="intent" value="add" icon="plus">
          {t("gates.add")}
        </SubmitButton>
      </div>
    </Form>
  );
}
