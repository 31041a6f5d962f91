import { getFormProps, useForm, useInputControl, type FieldMetadata, type SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useId, type ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Checkbox } from "#app/ui/forms/inputs.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";
import { Form } from "#app/ui/remix.ts";
import type { ListingFormValues } from "../listing-page.service.server.ts";
import { needsReview } from "../listings.rules.ts";
import { currencies, listingConditions, listingForm, listingOffers, maxPhotos, type ListingKind } from "../listings.schema.ts";
import { CategoryDetails, detailLabelKey } from "./category-details.tsx";
import { goodsOptions, materialOptions, proposals } from "./category-choice.ts";
import { DateField, GroupedSelectField, LongTextField, PlainSelectField, TextField, useErrors, type OptionGroup } from "./form-fields.tsx";
import { FormPreview } from "./form-preview.tsx";
import { PlaceFields } from "./place-fields.tsx";
import { WordHints } from "./word-hints.tsx";

export type ListingFormProps = {
  kind: ListingKind;
  values: Partial<ListingFormValues>;
  lastResult: SubmissionResult<string[]> | null | undefined;
  locale: string;
  /** How many more photos fit. */
  photosLeft?: number;
  /** Hidden fields and buttons of the page. */
  hidden: ReactNode;
  buttons: ReactNode;
};

type Text = FieldMetadata<string>;

/** The form of a listing, for making and for changing it: only what its kind asks for. Works before JavaScript. */
export function ListingForm({ kind, values, lastResult, locale, photosLeft = maxPhotos, hidden, buttons }: ListingFormProps) {
  const { t } = useTranslation("listings");
  const id = useId();
  const [form, fields] = useForm<Record<string, string | null | Record<string, string>>>({
    id: `listing${id.replaceAll(":", "")}`,
    lastResult,
    defaultValue: { ...values, kind },
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: listingForm }) as never,
  });
  const get = (name: keyof ListingFormValues | "photos"): Text => {
    const field = fields[name];
    if (!field) throw new Error(`The form has no field ${name}.`);
    return field as Text;
  };
  const translate = useTranslation().t;
  const groups = kind === "goods" ? goodsOptions(translate) : materialOptions(translate);
  const chosen = kind === "goods" ? get("category") : get("material");
  const photoErrors = useErrors(get("photos").errors);
  const offerErrors = useErrors(get("offer").errors);
  const conditionErrors = useErrors(get("condition").errors);
  const problems = useProblems(form.allErrors, (name) => fields[name]?.id ?? `${form.id}-${name}`);
  const failedBefore = lastResult?.status === "error";
  // With scripts the chosen files are still in their field.
  const photosAreGone = !useHydrated() && failedBefore;

  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,42rem)_16rem]">
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)} className="group/form grid max-w-2xl gap-6">
        {failedBefore ? <FormErrorSummary errors={problems} /> : null}
        <input type="hidden" name="kind" value={kind} />
        {hidden}
        {photosLeft > 0 ? (
          <PhotoInput id={get("photos").id} name="photos" label={photosLeft < maxPhotos ? t("edit.addPhotos") : t("form.photos")} max={photosLeft} error={photoErrors} hint={photosAreGone && photoErrors.length === 0 ? t("form.photosAgain") : t("form.photosHint")} />
        ) : null}
        <TextField field={get("title")} label={t("form.title")} hint={t("form.titleHint")} maxLength={80} />
        <WordHints locale={locale} listing={{ kind, category: chosen.value ?? null, condition: get("condition").value ?? null, title: get("title").value ?? "", description: get("description").value ?? "" }} />
        <WhatFields kind={kind} title={get("title")} chosen={chosen} groups={groups} />
        <CategoryDetails kind={kind} chosen={chosen.value} form={form} />
        <RadioCards
          id={get("offer").id}
          legend={t("form.offer")}
          name="offer"
          columns={3}
          defaultValue={get("offer").initialValue ?? "free"}
          error={offerErrors}
          options={listingOffers.filter((value) => kind === "goods" || value !== "loan").map((value) => ({ value, label: t(`offers.${value}`), hint: t(`form.offerHints.${value}`) }))}
        />
        <div className="hidden grid-cols-[minmax(0,1fr)_8rem] items-start gap-3 group-has-[[name=offer][value=sale]:checked]/form:grid">
          <TextField field={get("price")} label={t("form.price")} inputMode="decimal" autoComplete="off" />
          <PlainSelectField field={get("currency")} label={t("form.currency")} options={currencies.map((value) => ({ value, label: value }))} />
        </div>
        <div className="hidden group-has-[[name=offer][value=swap]:checked]/form:block">
          <TextField field={get("swapFor")} label={t("form.swapFor")} hint={t("form.swapForHint")} maxLength={200} optional />
        </div>
        {kind === "goods" ? (
          <div className="hidden group-has-[[name=offer][value=free]:checked]/form:block">
            <Checkbox id={get("lightGift").id} name="lightGift" value="yes" defaultChecked={get("lightGift").initialValue === "yes"} label={t("form.lightGift")} hint={t("form.lightGiftHint")} />
          </div>
        ) : null}
        {kind === "goods" ? (
          <div className="hidden group-has-[[name=offer][value=loan]:checked]/form:block">
            <TextField field={get("loanDays")} label={t("form.loanDays")} inputMode="numeric" autoComplete="off" />
          </div>
        ) : null}
        {kind === "goods" ? (
          <RadioCards
            id={get("condition").id}
            legend={t("form.condition")}
            name="condition"
            columns={2}
            defaultValue={get("condition").initialValue ?? ""}
            error={conditionErrors}
            options={listingConditions.map((value) => ({ value, label: t(`conditions.${value}`), hint: t(`conditionHints.${value}`) }))}
          />
        ) : null}
        <LongTextField field={get("description")} label={t("form.description")} hint={t("form.descriptionHint")} optional />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField field={get("mass")} label={kind === "goods" ? t("form.massEach") : t("form.massLot")} hint={t("form.massHint")} unit="kg" inputMode="decimal" optional />
          <TextField field={get("units")} label={kind === "goods" ? t("form.units") : t("form.unitsLots")} hint={t("form.unitsHint")} inputMode="numeric" />
        </div>
        {kind === "goods" ? (
          <TextField field={get("serialNumber")} label={t("form.serialNumber")} hint={t("form.serialNumberHint")} maxLength={64} autoComplete="off" spellCheck={false} optional />
        ) : null}
        <h2 className="border-t border-line pt-5 text-xl">{t("form.place")}</h2>
        <PlaceFields placeLabel={get("placeLabel")} exactAddress={get("exactAddress")} latitude={get("latitude")} longitude={get("longitude")} />
        <DateField field={get("expiresOn")} label={t("form.expiresOn")} hint={t("form.expiresOnHint")} optional />
        <div className="flex flex-wrap gap-3 border-t border-line pt-5">{buttons}</div>
      </Form>
      <FormPreview kind={kind} locale={locale} values={{ title: get("title").value, offer: get("offer").value, price: get("price").value, currency: get("currency").value, placeLabel: get("placeLabel").value, condition: get("condition").value, chosen: chosen.value }} />
    </div>
  );
}

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

/** All errors at the top of a form that came back, each with the name of its field and leading to it. */
function useProblems(errors: Record<string, string[]>, idOf: (name: string) => string | undefined): { fieldId?: string; message: string }[] {
  const { t } = useTranslation("listings");
  const flat = Object.entries(errors).flatMap(([name, messages]) => messages.map((message) => ({ name, message })));
  const sentences = useErrors(flat.map(({ message }) => message));
  return flat.map(({ name }, index) => {
    const [fieldId, key, sentence] = [name ? idOf(name) : undefined, labelKeys[name] ?? detailLabelKey(name), sentences[index] ?? ""];
    return { message: key ? t("form.problem", { field: t(key), problem: sentence }) : sentence, ...(fieldId ? { fieldId } : {}) };
  });
}

/** Category or material, proposed from the title once hydrated; says when an operator will look at it first. */
function WhatFields({ kind, title, chosen, groups }: { kind: ListingKind; title: Text; chosen: Text; groups: OptionGroup[] }) {
  const { t } = useTranslation("listings");
  const control = useInputControl(chosen);
  const hydrated = useHydrated();
  const proposed = !hydrated || chosen.value ? [] : proposals(title.value ?? "", groups);
  return (
    <div className="grid gap-2">
      <GroupedSelectField field={chosen} label={kind === "goods" ? t("form.category") : t("form.material")} ask={t("form.choose")} groups={groups} />
      {proposed.length > 0 ? (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-sm text-ink-soft">{t("form.proposed")}</span>
          {proposed.map((option) => (
            <Button key={option.value} size="sm" variant="secondary" onClick={() => control.change(option.value)}>
              {option.label}
            </Button>
          ))}
        </div>
      ) : null}
      {kind === "material" && chosen.value && needsReview({ material: chosen.value }) ? <p className="text-sm text-ink-soft">{t("new.reviewNote")}</p> : null}
    </div>
  );
}
