import { currencies, formatPrice } from "#app/shared/money.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import type { DealKind, Side } from "../deals.rules.ts";
import { priceBases, type TermsPrice } from "../terms.rules.ts";

/** What can be chosen in a proposal: how many are there, the listed price, and what could be given in return. */
export type Bargain = {
  kind: DealKind;
  isMaterial: boolean;
  unitsAvailable: number;
  listed: { minor: number; currency: string } | null;
  currency: string;
  /** Of a loan: for how many days at most. */
  loanDays: number | null;
  /** Things of whoever asked, for a swap. */
  swapChoices: { id: string; title: string; unitsAvailable: number }[];
};

type Props = {
  idPrefix: string;
  bargain: Bargain;
  start: { units: number; price: TermsPrice | null; swapListingId: string | null; swapUnits: number; paidBySide: Side | null; loanDays: number | null };
  value: (name: string, otherwise?: string) => string;
  error: (name: string) => string[];
  locale: string;
  /** The reader's side. */
  ownSide: Side;
  /** Whose things are given in return: the reader's own, or those of the named side. */
  swapOwner: string | null;
};

/** The fields of a proposal: only those its kind of deal has use for. */
export function TermsFields({ idPrefix, bargain, start, value, error, locale, ownSide, swapOwner }: Props) {
  const { t } = useTranslation("deals");
  const isPriced = ["sale", "wanted", "buy_back", "inspected"].includes(bargain.kind);
  return (
    <>
      {bargain.unitsAvailable > 1 ? (
        <Field id={`${idPrefix}-units`} label={t("new.units")} hint={t("new.unitsHint", { count: bargain.unitsAvailable })} error={error("units")}>
          <Input name="units" type="number" inputMode="numeric" min={1} max={bargain.unitsAvailable} required defaultValue={value("units", String(start.units))} className="max-w-40" />
        </Field>
      ) : (
        <input type="hidden" name="units" value="1" />
      )}
      {isPriced ? <PriceFields idPrefix={idPrefix} bargain={bargain} start={start.price} value={value} error={error} locale={locale} /> : null}
      {bargain.kind === "loan" && bargain.loanDays !== null ? (
        <Field id={`${idPrefix}-loanDays`} label={t("loan.days")} hint={t("loan.daysHint", { count: bargain.loanDays })} error={error("loanDays")}>
          <Input
            name="loanDays"
            type="number"
            inputMode="numeric"
            min={1}
            max={bargain.loanDays}
            required
            defaultValue={value("loanDays", String(start.loanDays ?? bargain.loanDays))}
            className="max-w-40"
          />
        </Field>
      ) : null}
      {bargain.kind === "swap" ? <SwapFields idPrefix={idPrefix} bargain={bargain} start={start} value={value} error={error} locale={locale} ownSide={ownSide} swapOwner={swapOwner} /> : null}
    </>
  );
}

function PriceFields({ idPrefix, bargain, start, value, error, locale }: Omit<Props, "start" | "ownSide" | "swapOwner"> & { start: TermsPrice | null }) {
  const { t } = useTranslation("deals");
  const bases = priceBases.filter((basis) => (basis === "per_kg" ? bargain.isMaterial : basis === "total" || bargain.unitsAvailable > 1 || !bargain.isMaterial));
  const hint = bargain.listed ? t("terms.priceHint", { price: formatPrice(bargain.listed.minor, bargain.listed.currency, locale) }) : bargain.kind === "wanted" ? t("terms.priceHintWanted") : undefined;
  // The boxes stand in one line, under the hint of one of them; an error below one moves it out of that line.
  const isRefused = ["price", "priceBasis", "currency"].some((name) => error(name).length > 0);
  const isOptional = bargain.kind === "sale" || bargain.kind === "wanted";
  return (
    <div className={`grid gap-3 ${isRefused ? "items-start" : "items-end"} ${bargain.listed ? "sm:grid-cols-2" : "sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_7rem]"}`}>
      <Field id={`${idPrefix}-price`} label={t("terms.price")} optional={isOptional} hint={hint} error={error("price")}>
        <Input name="price" inputMode="decimal" autoComplete="off" defaultValue={value("price", typedAmount(start))} />
      </Field>
      <Field id={`${idPrefix}-priceBasis`} label={t("terms.basis")} error={error("priceBasis")}>
        <Select name="priceBasis" defaultValue={value("priceBasis", start?.basis ?? "per_unit")} options={bases.map((basis) => ({ value: basis, label: t(`terms.bases.${basis}`) }))} />
      </Field>
      {bargain.listed ? (
        <input type="hidden" name="currency" value={bargain.listed.currency} />
      ) : (
        <Field id={`${idPrefix}-currency`} label={t("terms.currency")} error={error("currency")}>
          <Select name="currency" defaultValue={value("currency", start?.currency ?? bargain.currency)} options={currencies.map((code) => ({ value: code, label: code }))} />
        </Field>
      )}
    </div>
  );
}

function SwapFields({ idPrefix, bargain, start, value, error, ownSide, swapOwner }: Props) {
  const { t } = useTranslation("deals");
  const most = Math.max(1, ...bargain.swapChoices.map((choice) => choice.unitsAvailable));
  if (bargain.swapChoices.length === 0) {
    return (
      <Alert tone="warning" action={swapOwner ? null : <LinkButton to="/listings/new" variant="secondary">{t("terms.swapList")}</LinkButton>}>
        {t(swapOwner ? "errors.SWAP_LISTING_CLOSED" : "terms.swapNone")}
      </Alert>
    );
  }
  return (
    <>
      <Field id={`${idPrefix}-swapListingId`} label={swapOwner ? t("terms.swapThingTheirs", { name: swapOwner }) : t("terms.swapThing")} error={error("swapListingId")}>
        <Select name="swapListingId" defaultValue={value("swapListingId", start.swapListingId ?? bargain.swapChoices[0]?.id)} options={bargain.swapChoices.map(({ id, title }) => ({ value: id, label: title }))} />
      </Field>
      {most > 1 ? (
        <Field id={`${idPrefix}-swapUnits`} label={t("terms.swapUnits")} error={error("swapUnits")}>
          <Input name="swapUnits" type="number" inputMode="numeric" min={1} max={most} required defaultValue={value("swapUnits", String(start.swapUnits))} className="max-w-40" />
        </Field>
      ) : null}
      <OnTopFields idPrefix={idPrefix} bargain={bargain} start={start} value={value} error={error} ownSide={ownSide} />
    </>
  );
}

/** Money that evens a swap out: how much, and from whom. */
function OnTopFields({ idPrefix, bargain, start, value, error, ownSide }: Pick<Props, "idPrefix" | "bargain" | "start" | "value" | "error" | "ownSide">) {
  const { t } = useTranslation("deals");
  const otherSide = ownSide === "giver" ? "taker" : "giver";
  const payers = [
    { value: ownSide, label: t("terms.onTopMe") },
    { value: otherSide, label: t("terms.onTopThem") },
  ];
  const isRefused = ["price", "currency", "paidBySide"].some((name) => error(name).length > 0);
  return (
    <div className="grid gap-3">
      <div className={`grid grid-cols-[minmax(0,1fr)_6rem] gap-3 ${isRefused ? "items-start" : "items-end"}`}>
        <Field id={`${idPrefix}-price`} label={t("terms.onTop")} optional hint={t("terms.onTopHint")} error={error("price")}>
          <Input name="price" inputMode="decimal" autoComplete="off" defaultValue={value("price", typedAmount(start.price))} />
        </Field>
        <Field id={`${idPrefix}-currency`} label={t("terms.currency")} error={error("currency")}>
          <Select name="currency" defaultValue={value("currency", start.price?.currency ?? bargain.currency)} options={currencies.map((code) => ({ value: code, label: code }))} />
        </Field>
      </div>
      <Field id={`${idPrefix}-paidBySide`} label={t("terms.onTopBy")} error={error("paidBySide")}>
        <Select name="paidBySide" defaultValue={value("paidBySide", start.paidBySide ?? ownSide)} options={payers} />
      </Field>
      <input type="hidden" name="priceBasis" value="total" />
    </div>
  );
}

/** An amount as somebody would have typed it. */
function typedAmount(price: TermsPrice | null): string {
  return price ? (price.minor / 100).toFixed(price.minor % 100 === 0 ? 0 : 2) : "";
}
