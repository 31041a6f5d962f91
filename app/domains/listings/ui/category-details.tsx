import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import type { ListingKind } from "../listings.schema.ts";
import { AttributeFields } from "./attribute-fields.tsx";
import { CountedFields } from "./counted-fields.tsx";
import { useDetailsForm, type WholeForm } from "./details-form.ts";
import { GradeChecklist } from "./grade-checklist.tsx";
import { RemanufacturedField } from "./remanufactured-field.tsx";

/**
 * Everything a category asks: its fields, its checklist, the mark. Stands after the category. Before scripts, a button sends
 * the form to come back with the fields of the category just chosen (`intent=fields`) and everything typed.
 */
export function CategoryDetails({ kind, chosen, form }: { kind: ListingKind; chosen: string | undefined; form: WholeForm }) {
  const { t } = useTranslation("attributes");
  const hydrated = useHydrated();
  const details = useDetailsForm(form);
  const what = kind === "goods" ? { category: chosen || null, material: null } : { category: null, material: chosen || null };
  return (
    <div className="grid gap-5">
      {hydrated ? null : (
        <div className="flex flex-wrap items-center gap-3">
          {chosen ? null : <p className="text-sm text-ink-soft">{t("form.chooseFirst")}</p>}
          <SubmitButton variant="secondary" size="sm" name="intent" value="fields" formNoValidate>
            {t("form.showFields")}
          </SubmitButton>
        </div>
      )}
      <AttributeFields what={what} form={details} />
      {kind === "material" && chosen ? <CountedFields key={chosen} material={chosen} form={details} /> : null}
      {kind === "goods" && chosen ? (
        <div className="contents group-has-[[name=offer][value=wanted]:checked]/form:hidden">
          <GradeChecklist key={`grade ${chosen}`} category={chosen} form={details} />
          <RemanufacturedField form={details} />
        </div>
      ) : null}
    </div>
  );
}

/** The name of a detail's field for the list of problems at the top; null when it is none of ours. */
export function detailLabelKey(name: string): string | null {
  const [group = "", code = ""] = name.split(".");
  if (group === "attributes" && code) return `attributes:names.${code}`;
  if (group === "gradeAnswers" && code) return `grading:questions.${code}`;
  return { count: "materials:counted.label", so: "materials:conditions.stated", remanufacturer: "grading:mark.form.maker", warrantyMonths: "grading:mark.form.months" }[name] ?? null;
}
