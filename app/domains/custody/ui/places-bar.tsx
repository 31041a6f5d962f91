import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { Tabs } from "#app/ui/navigation.tsx";
import { Form } from "#app/ui/remix.ts";

/** The pages of the room. */
export function CustodyTabs() {
  const { t } = useTranslation("custody");
  return (
    <Tabs
      label={t("tabs.label")}
      tabs={[
        { to: "/staff/stock", label: t("tabs.stock"), end: true },
        { to: "/staff/consignments", label: t("tabs.consignments"), end: true },
        { to: "/staff/balance", label: t("tabs.balance"), end: true },
      ]}
    />
  );
}

/** Which of one's points a page is about; nothing to choose where there is one. */
export function PointChoice({ points, pointId, keep = {} }: { points: readonly { id: string; name: string }[]; pointId: string; keep?: Record<string, string> }) {
  const { t } = useTranslation("custody");
  if (points.length < 2) return <p className="font-semibold">{points[0]?.name}</p>;
  return (
    <Form method="get" className="flex flex-wrap items-end gap-2">
      <Field id="point" label={t("point")}>
        <Select name="point" key={pointId} defaultValue={pointId} options={points.map((point) => ({ value: point.id, label: point.name }))} />
      </Field>
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="secondary">{t("show")}</SubmitButton>
    </Form>
  );
}
