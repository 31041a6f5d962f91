import { useTranslation } from "#app/ui/i18n.ts";
import { detailLabelKey } from "./category-details.tsx";
import { useErrors } from "./form-fields.tsx";

const labelKeys: Record<string, string> = {
  photos: "form.photos",
  title: "form.title",
  category: "form.category",
  material: "form.material",
  offer: "form.offer",
  price: "form.price",
  currency: "form.currency",
  swapFor: "form.swapFor",
  lightGift: "form.lightGift",
  loanDays: "form.loanDays",
  condition: "form.condition",
  description: "form.description",
  mass: "facts.mass",
  units: "form.units",
  serialNumber: "form.serialNumber",
  placeLabel: "form.placeLabel",
  exactAddress: "form.exactAddress",
  latitude: "form.latitude",
  longitude: "form.longitude",
  expiresOn: "form.expiresOn",
};

/** `claims.KIND.percent` and the like go by the name of the claim. */
function claimLabelKey(name: string): string | null {
  const kind = /^claims\.(\w+)\./.exec(name)?.[1];
  return kind ? `claims:kinds.${kind}` : null;
}

/** All errors at the top of a form that came back, each with the name of its field and leading to it. */
export function useProblems(errors: Record<string, string[]>, idOf: (name: string) => string | undefined): { fieldId?: string; message: string }[] {
  const { t } = useTranslation("listings");
  const flat = Object.entries(errors).flatMap(([name, messages]) => messages.map((message) => ({ name, message })));
  const sentences = useErrors(flat.map(({ message }) => message));
  return flat.map(({ name }, index) => {
    const [fieldId, key, sentence] = [name ? idOf(name) : undefined, labelKeys[name] ?? claimLabelKey(name) ?? detailLabelKey(name), sentences[index] ?? ""];
    return { message: key ? t("form.problem", { field: t(key), problem: sentence }) : sentence, ...(fieldId ? { fieldId } : {}) };
  });
}
