import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";

/** What the parts of this form need of the whole one: ids, what was typed, and what is wrong. */
export type DetailsForm = {
  idOf: (name: string) => string;
  typed: (group: string, code?: string) => string;
  errorsOf: (name: string) => string[];
};

/** What conform knows of the form. */
export type WholeForm = { id: string; initialValue: unknown; allErrors: Record<string, string[]> };

const fieldsOf = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});

/** The details' view of the listing's form. */
export function useDetailsForm(form: WholeForm): DetailsForm {
  const { t } = useTranslation();
  return {
    idOf: (name) => `${form.id}-${name}`,
    typed: (group, code) => {
      const typed = fieldsOf(form.initialValue)[group];
      const value = code === undefined ? typed : fieldsOf(typed)[code];
      return typeof value === "string" ? value : "";
    },
    errorsOf: (name) => (form.allErrors[name] ?? []).map((message) => translateError(t, message)),
  };
}
