import { useInputControl, type FieldMetadata } from "@conform-to/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Segmented } from "#app/ui/forms/choices.tsx";
import type { Suggestion } from "../suggest/model.ts";
import { needsReview } from "../listings.rules.ts";
import { listingKinds, type ListingKind } from "../listings.schema.ts";
import { goodsOptions, materialOptions } from "./category-choice.ts";
import { GroupedSelectField } from "./form-fields.tsx";
import { useAnswer } from "./use-answer.ts";
import { whatKey } from "./listing-words.ts";

type Text = FieldMetadata<string>;

export type WhatFieldsProps = { kind: ListingKind; onKind: ((kind: ListingKind) => void) | null; title: string; category: Text; material: Text };

/**
 * Goods or material, and which: proposed while the title is typed, so that mostly one press answers both. Both lists stand in the form;
 * the chosen kind shows one of them, before scripts too. `onKind` is null where the kind cannot change any more.
 */
export function WhatFields({ kind, onKind, title, category, material }: WhatFieldsProps) {
  const { t } = useTranslation("listings");
  const translate = useTranslation().t;
  const controls = { goods: useInputControl(category), material: useInputControl(material) };
  const chosen = kind === "goods" ? category.value : material.value;
  const proposed = useProposals(chosen ? "" : title).filter((one) => onKind !== null || one.kind === kind);

  function choose({ kind: wanted, code }: Suggestion) {
    onKind?.(wanted);
    controls[wanted].change(code);
  }

  return (
    <div className="grid gap-4">
      {proposed.length > 0 ? (
        <div role="group" aria-label={t("form.proposed")} className="flex flex-wrap items-center gap-2">
          <span className="text-sm text-ink-soft">{t("form.proposed")}</span>
          {proposed.map((one) => (
            <Button key={`${one.kind}:${one.code}`} size="sm" variant="secondary" onClick={() => choose(one)}>
              {translate(whatKey(one.kind === "goods" ? { category: one.code, material: null } : { category: null, material: one.code }))}
              {one.kind === "material" && kind === "goods" ? <span className="font-normal text-ink-soft">{t("form.asMaterial")}</span> : null}
            </Button>
          ))}
        </div>
      ) : null}
      {onKind ? (
        <Segmented legend={t("form.kind")} name="kind" value={kind} onChange={(value) => onKind(listingKinds.find((one) => one === value) ?? "goods")} options={listingKinds.map((value) => ({ value, label: t(`form.kinds.${value}`) }))} />
      ) : (
        <input type="radio" name="kind" value={kind} checked readOnly hidden />
      )}
      <div className="hidden group-has-[[name=kind][value=goods]:checked]/form:block">
        <GroupedSelectField field={category} label={t("form.category")} ask={t("form.choose")} groups={goodsOptions(translate)} />
      </div>
      <div className="hidden group-has-[[name=kind][value=material]:checked]/form:grid gap-2">
        <GroupedSelectField field={material} label={t("form.material")} ask={t("form.choose")} groups={materialOptions(translate)} />
        {material.value && needsReview({ material: material.value }) ? <p className="text-sm text-ink-soft">{t("new.reviewNote")}</p> : null}
      </div>
    </div>
  );
}

/** What a title may mean, as the server proposes it; nothing before scripts, or for less than two letters. */
function useProposals(title: string): Suggestion[] {
  const hydrated = useHydrated();
  const asked = title.trim();
  const answer = useAnswer<{ suggestions: Suggestion[] }>(hydrated && asked.length >= 2 ? `/listings/category?title=${encodeURIComponent(asked)}` : null, 200);
  return answer?.suggestions ?? [];
}
