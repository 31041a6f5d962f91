import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Checkbox } from "#app/ui/forms/inputs.tsx";
import { currencies, listingConditions, listingOffers, type ListingKind } from "../listings.schema.ts";
import type { PriceHint } from "../price-hint.ts";
import { PlainSelectField, TextField, useErrors } from "./form-fields.tsx";
import { formatPrice } from "./listing-words.ts";

type Text = FieldMetadata<string>;

type OfferName = "offer" | "price" | "currency" | "swapFor" | "lightGift" | "loanDays";

/** How it is given, and what each way asks: for a sale its price, with what similar things went for. */
export function OfferFields({ kind, field, hint, locale }: { kind: ListingKind; field: (name: OfferName) => Text; hint: PriceHint | null; locale: string }) {
  const { t } = useTranslation("listings");
  const [offer, currency, lightGift] = [field("offer"), field("currency"), field("lightGift")];
  return (
    <>
      <RadioCards
        id={offer.id}
        legend={t("form.offer")}
        name="offer"
        columns={3}
        defaultValue={offer.initialValue ?? "free"}
        error={useErrors(offer.errors)}
        options={listingOffers.filter((value) => kind === "goods" || value !== "loan").map((value) => ({ value, label: t(`offers.${value}`), hint: t(`form.offerHints.${value}`) }))}
      />
      <div className="hidden gap-2 group-has-[[name=offer][value=sale]:checked]/form:grid">
        <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-3">
          <TextField field={field("price")} label={t("form.price")} inputMode="decimal" autoComplete="off" />
          <PlainSelectField field={currency} label={t("form.currency")} options={currencies.map((value) => ({ value, label: value }))} />
        </div>
        <div role="status">{hint ? <PriceHintLine hint={hint} currency={currency.value ?? "EUR"} locale={locale} /> : null}</div>
      </div>
      <div className="hidden group-has-[[name=offer][value=swap]:checked]/form:block">
        <TextField field={field("swapFor")} label={t("form.swapFor")} hint={t("form.swapForHint")} maxLength={200} optional />
      </div>
      {kind === "goods" ? (
        <>
          <div className="hidden group-has-[[name=offer][value=free]:checked]/form:block">
            <Checkbox id={lightGift.id} name="lightGift" value="yes" defaultChecked={lightGift.initialValue === "yes"} label={t("form.lightGift")} hint={t("form.lightGiftHint")} />
          </div>
          <div className="hidden group-has-[[name=offer][value=loan]:checked]/form:block">
            <TextField field={field("loanDays")} label={t("form.loanDays")} inputMode="numeric" autoComplete="off" />
          </div>
        </>
      ) : null}
    </>
  );
}

function PriceHintLine({ hint, currency, locale }: { hint: PriceHint; currency: string; locale: string }) {
  const { t } = useTranslation("listings");
  const price = (minor: number) => formatPrice(minor, currency, locale);
  return (
    <p className="text-sm text-ink-soft">
      {t(hint.sameCondition ? "form.priceHintSame" : "form.priceHint", { low: price(hint.lowMinor), high: price(hint.highMinor), median: price(hint.medianMinor), count: hint.count })}
    </p>
  );
}

/** In what state goods are; not asked of what is looked for. */
export function ConditionField({ condition }: { condition: Text }) {
  const { t } = useTranslation("listings");
  return (
    <div className="hidden group-has-[[name=kind][value=goods]:checked]/form:block">
      <RadioCards
        id={condition.id}
        legend={t("form.condition")}
        name="condition"
        columns={2}
        defaultValue={condition.initialValue ?? ""}
        error={useErrors(condition.errors)}
        options={listingConditions.map((value) => ({ value, label: t(`conditions.${value}`), hint: t(`conditionHints.${value}`) }))}
      />
    </div>
  );
}
