import { useTranslation } from "#app/ui/i18n.ts";
import { MATERIAL_GROUPS } from "#app/shared/materials.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button, SubmitButton } from "#app/ui/buttons.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Form, useNavigate } from "#app/ui/remix.ts";
import { useLocate } from "#app/ui/use-locate.ts";
import { changed, pointsHref } from "../points-url.ts";

/** Place, near me, open now and materials. Everything stands in the address; all but "near me" works before JavaScript. */
export function PointsFilters({ params, q }: { params: URLSearchParams; q: string }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const groups = params.getAll("group");
  const codes = params.getAll("material");
  const isOpenOnly = params.get("open") === "1";
  const isBookableOnly = params.get("bookable") === "1";
  const kept = [...changed(params, { q: null, lat: null, lon: null, bounds: null, km: null })];
  const toggled = (group: string) => (groups.includes(group) ? groups.filter((one) => one !== group) : [...groups, group]);
  return (
    <search className="grid gap-3" aria-label={t("filters.label")}>
      <Form method="get" action="/points" className="flex max-w-3xl items-end gap-2">
        {kept.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="min-w-0 flex-1">
          <Field label={t("filters.place")} hideLabel>
            <Input key={q} name="q" type="search" icon="search" defaultValue={q} maxLength={120} placeholder={t("filters.placeHint")} autoComplete="postal-code" enterKeyHint="search" />
          </Field>
        </div>
        <SubmitButton variant="secondary">{t("filters.find")}</SubmitButton>
      </Form>
      <ul className="flex gap-2 overflow-x-auto pb-1 md:flex-wrap md:overflow-visible" aria-label={t("filters.narrow")}>
        <NearMe params={params} />
        <li className="shrink-0">
          <Chip to={pointsHref(changed(params, { open: isOpenOnly ? null : "1" }))} selected={isOpenOnly} icon={isOpenOnly ? undefined : "clock"}>
            {t("filters.openNow")}
          </Chip>
        </li>
        <li className="shrink-0">
          <Chip to={pointsHref(changed(params, { bookable: isBookableOnly ? null : "1" }))} selected={isBookableOnly} icon={isBookableOnly ? undefined : "calendar"}>
            {t("filters.bookable")}
          </Chip>
        </li>
        {codes.map((code) => (
          <li key={code} className="shrink-0">
            <Chip removeTo={pointsHref(changed(params, { material: codes.filter((one) => one !== code) }))}>{tm(`names.${code}`)}</Chip>
          </li>
        ))}
        {MATERIAL_GROUPS.map((group) => (
          <li key={group} className="shrink-0">
            <Chip to={pointsHref(changed(params, { group: toggled(group) }))} selected={groups.includes(group)}>
              {tm(`groups.${group}`)}
            </Chip>
          </li>
        ))}
      </ul>
    </search>
  );
}

/** Asks the device where it is. The position goes into the address rounded to about 100 metres, and is kept nowhere. */
function NearMe({ params }: { params: URLSearchParams }) {
  const { t } = useTranslation("points");
  const navigate = useNavigate();
  const hydrated = useHydrated();
  const { state, locate } = useLocate(({ latitude, longitude }) => navigate(pointsHref(changed(params, { lat: latitude.toFixed(3), lon: longitude.toFixed(3), q: null, bounds: null }))));
  if (!hydrated) return null;
  return (
    <li className="flex shrink-0 items-center">
      <Button variant="secondary" size="sm" icon="locate" busy={state === "looking"} onClick={locate} className="rounded-full">
        {t("filters.nearMe")}
      </Button>
      <span role="status" className={state === "failed" ? "ms-2 max-w-60 text-sm text-clay" : ""}>
        {state === "failed" ? t("filters.nearMeFailed") : null}
      </span>
    </li>
  );
}
