import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { formatMass } from "#app/shared/units.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { FieldSet } from "#app/ui/forms/field.tsx";
import { Checkbox } from "#app/ui/forms/inputs.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import type { LotRow } from "../stock.schema.ts";
import { useKindName } from "./names.ts";

/** The lots at a point, each with its page; chosen ones can be put together. */
export function LotsList({ lots, limit, pointId, actId, chosen, error, locale, timeZone }: { lots: readonly LotRow[]; limit: number; pointId: string; actId: string; chosen: readonly string[]; error: string | undefined; locale: string; timeZone: string }) {
  const { t } = useTranslation("custody");
  const kindName = useKindName();
  return (
    <Form method="post" className="grid gap-3">
      <input type="hidden" name="actId" value={actId} />
      <input type="hidden" name="pointId" value={pointId} />
      <FieldSet id="lots" legend={t("lots.title")} hideLegend error={error ? translateError(t, error) : undefined}>
        <ul className="grid gap-2 sm:grid-cols-2">
          {lots.map((lot) => (
            <li key={lot.id} className="flex items-center justify-between gap-3 rounded-card border border-line bg-surface px-4 py-2">
              <Checkbox
                name="lots"
                value={lot.id}
                defaultChecked={chosen.includes(lot.id)}
                label={
                  <span className="grid">
                    <span className="font-semibold">
                      {kindName(lot)} · <span className="tabular">{formatMass(lot.grams, locale)}</span>
                    </span>
                    <span className="text-sm text-ink-soft">
                      {t(`lotKinds.${lot.kind}`)} · <DateTime at={lot.madeAt} locale={locale} timeZone={timeZone} format="date" />
                    </span>
                  </span>
                }
              />
              <Link to={`/staff/lots/${lot.id}`} className="link inline-flex min-h-11 shrink-0 items-center text-sky">
                {t("lots.name", { number: String(lot.number) })}
              </Link>
            </li>
          ))}
        </ul>
      </FieldSet>
      {lots.length >= limit ? <p className="text-sm text-ink-soft">{t("lots.more", { count: limit })}</p> : null}
      {lots.length > 1 ? (
        <div className="grid justify-items-start gap-2">
          <SubmitButton name="intent" value="merge" variant="secondary">
            {t("lots.merge")}
          </SubmitButton>
          <p className="text-sm text-ink-soft">{t("lots.mergeHint")}</p>
        </div>
      ) : null}
    </Form>
  );
}
