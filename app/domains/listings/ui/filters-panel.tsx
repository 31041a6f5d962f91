import { useTranslation } from "#app/ui/i18n.ts";
import { GOODS_GROUPS } from "#app/shared/goods.ts";
import { MATERIAL_GROUPS } from "#app/shared/materials.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { categoriesOf, distancesKm, listingGrades, materialsOf, priceBands, withParams, type ListingQuery } from "../listings.query.ts";
import { listingConditions, listingKinds, listingOffers } from "../listings.schema.ts";
import type { ListingFacets } from "../facets.service.server.ts";

type Panel = { query: ListingQuery; facets: ListingFacets; params: URLSearchParams };
type Choice = { key: string; label: string; to: string; count: number; selected: boolean; deep?: boolean };

/** A list of choices with what each would show; where not all were counted, what was counted and more. */
function Choices({ label, choices, isCut }: { label: string; choices: Choice[]; isCut: boolean }) {
  const { t } = useTranslation("listings");
  if (choices.length === 0) return null;
  return (
    <section className="grid gap-1">
      <h2 className="font-sans text-sm font-semibold tracking-normal text-ink-soft">{label}</h2>
      <ul>
        {choices.map((choice) => (
          <li key={choice.key}>
            <Link
              to={choice.to}
              aria-current={choice.selected ? "true" : undefined}
              className={`flex min-h-9 items-center justify-between gap-2 rounded-control px-2 text-ink no-underline hover:bg-sunken aria-[current=true]:bg-leaf-soft aria-[current=true]:font-semibold ${choice.deep ? "ps-6 text-sm" : ""}`}
            >
              <span>{choice.label}</span>
              <span className="tabular text-sm font-normal text-ink-soft">{choice.count > 0 || !isCut ? (isCut ? t("searches:facets.orMore", { count: choice.count }) : choice.count) : null}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const sum = (counts: Record<string, number>, codes: string[]) => codes.reduce((total, code) => total + (counts[code] ?? 0), 0);

/** What a list can be narrowed by, each choice a link with how many it shows; works before JavaScript. */
export function FiltersPanel({ query, facets, params }: Panel) {
  const { t } = useTranslation("listings");
  const toggle = (name: string, value: string, selected: boolean, others: Record<string, null> = {}) => withParams(params, { ...others, [name]: selected ? null : value });

  const kinds = listingKinds
    .map((kind) => ({ key: kind, label: t(`kinds.${kind}`), count: facets.kind[kind] ?? 0, selected: query.kind === kind }))
    .map((choice) => ({ ...choice, to: toggle("kind", choice.key, choice.selected, { group: null, category: null, stream: null, material: null }) }));
  const offers = listingOffers
    .map((offer) => ({ key: offer, label: t(`offers.${offer}`), count: facets.offer[offer] ?? 0, selected: query.offer === offer }))
    .map((choice) => ({ ...choice, to: toggle("offer", choice.key, choice.selected) }));

  // Among very many only the newest are counted: a choice without a count may still show something.
  const isWorth = (choice: Choice) => choice.count > 0 || choice.selected || facets.isCut;
  const simple = (name: string, value: string, label: string, count: number, selected: boolean): Choice => ({ key: value, label, count, selected, to: toggle(name, value, selected) });
  const conditions = listingConditions.map((value) => simple("condition", value, t(`conditions.${value}`), facets.condition[value] ?? 0, query.condition === value)).filter(isWorth);
  const grades = listingGrades.map((value) => simple("grade", value, t(`searches:facets.grades.${value}`), facets.grade[value] ?? 0, query.grade === value)).filter((choice) => choice.count > 0 || choice.selected);
  const marks = [
    { ...simple("available", "1", t("searches:facets.available"), facets.available, query.available), key: "available" },
    { ...simple("remanufactured", "1", t("searches:facets.remanufactured"), facets.remanufactured, query.remanufactured), key: "remanufactured" },
  ].filter((choice) => choice.count > 0 || choice.selected);
  const prices = query.offer === "free" || query.offer === "wanted" ? [] : priceBands.map((band) => simple("max", String(band / 100), t("searches:facets.upTo", { price: band / 100 }), facets.price[String(band)] ?? 0, query.maxPriceMinor === band)).filter(isWorth);
  const distances = query.near ? distancesKm.map((km) => ({ ...simple("km", String(km), t("filters.within", { km }), facets.distance[String(km)] ?? 0, query.km === km), to: withParams(params, { km: String(km) }) })) : [];

  const goods: Choice[] = GOODS_GROUPS.flatMap((group) => {
    const codes = categoriesOf(group);
    const isOpen = query.group === group || (query.category !== null && codes.includes(query.category));
    const head = { key: group, label: t(`goods:groups.${group}`), count: sum(facets.category, codes), selected: query.group === group && !query.category, to: toggle("group", group, query.group === group && !query.category, { category: null, stream: null, material: null }) };
    const inside = codes.map((code) => ({ key: code, label: t(`goods:names.${code}`), count: facets.category[code] ?? 0, selected: query.category === code, deep: true, to: query.category === code ? withParams(params, { category: null }) : withParams(params, { category: code, group, stream: null, material: null }) }));
    return [head, ...(isOpen ? inside : [])].filter(isWorth);
  });
  const materials: Choice[] = MATERIAL_GROUPS.flatMap((stream) => {
    const codes = materialsOf(stream);
    const isOpen = query.stream === stream || (query.material !== null && codes.includes(query.material));
    const head = { key: stream, label: t(`materials:groups.${stream}`), count: sum(facets.material, codes), selected: query.stream === stream && !query.material, to: toggle("stream", stream, query.stream === stream && !query.material, { material: null, group: null, category: null }) };
    const inside = codes.map((code) => ({ key: code, label: t(`materials:names.${code}`), count: facets.material[code] ?? 0, selected: query.material === code, deep: true, to: query.material === code ? withParams(params, { material: null }) : withParams(params, { material: code, stream, group: null, category: null }) }));
    return [head, ...(isOpen ? inside : [])].filter(isWorth);
  });

  return (
    <div className="grid gap-5">
      <Choices label={t("filters.offer")} choices={offers} isCut={facets.isCut} />
      <Choices label={t("searches:facets.marks")} choices={marks} isCut={facets.isCut} />
      <Choices label={t("filters.kind")} choices={kinds} isCut={facets.isCut} />
      {query.kind === "material" ? null : <Choices label={t("filters.goods")} choices={goods} isCut={facets.isCut} />}
      {query.kind === "goods" ? null : <Choices label={t("filters.materials")} choices={materials} isCut={facets.isCut} />}
      {query.kind === "material" ? null : <Choices label={t("filters.condition")} choices={conditions} isCut={facets.isCut} />}
      <Choices label={t("searches:facets.grade")} choices={grades} isCut={facets.isCut} />
      <Choices label={t("searches:facets.distance")} choices={distances} isCut={facets.isCut} />
      <Choices label={t("searches:facets.price")} choices={prices} isCut={facets.isCut} />
      <Form action="/listings" method="get" className="grid gap-3 border-t border-line pt-4">
        {[...params].filter(([name]) => !["max", "after", "filters"].includes(name)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field label={t("filters.maxPrice")} id="filter-max">
          <Input name="max" inputMode="decimal" defaultValue={query.maxPriceMinor === null ? "" : String(query.maxPriceMinor / 100)} key={query.maxPriceMinor ?? "any"} />
        </Field>
        <SubmitButton variant="secondary">{t("filters.apply")}</SubmitButton>
      </Form>
    </div>
  );
}
