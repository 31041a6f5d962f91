import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Form } from "#app/ui/remix.ts";
import type { TypedHours, TypedSeason } from "../../care/forms.ts";
import { AffectedBookings, type ListedBookings } from "./affected-bookings.tsx";
import { SeasonDates } from "./season-dates.tsx";
import { WeekFields, weekdayName } from "./week-fields.tsx";

export interface HoursFormProps {
  version: number;
  typed: TypedHours;
  /** Those that were said for holidays, as text; null where there are none. */
  holidayHours: string | null;
  errors: Record<string, string>;
  affected: ListedBookings | null;
  movesWorkingDays: boolean;
  timeZone: string;
  locale: string;
}

const blank: TypedSeason = { from: "", to: "", days: ["", "", "", "", "", "", ""] };

/** The weekly hours: a week for each season, and what holds on days off and days worked instead. */
export function HoursForm({ version, typed, holidayHours, errors, affected, movesWorkingDays, timeZone, locale }: HoursFormProps) {
  const { t } = useTranslation("point-care");
  const further = typed.seasons.length < 6;
  return (
    <Form method="post" className="grid max-w-3xl gap-4">
      <input type="hidden" name="version" value={version} />
      <p className="text-ink-soft">{t("hours.lead")}</p>
      {typed.seasons.map((season, index) => (
        <Card key={index}>
          <Season index={index} season={season} errors={errors} locale={locale} isOnly={typed.seasons.length === 1} />
        </Card>
      ))}
      {further ? (
        <Card>
          <details>
            <summary className="flex min-h-9 cursor-pointer items-center gap-2 font-semibold">
              <Icon name="chevron-down" size={16} />
              {t("hours.addSeason")}
            </summary>
            <div className="pt-3">
              <Season index={typed.seasons.length} season={blank} errors={errors} locale={locale} isOnly={false} />
            </div>
          </details>
        </Card>
      ) : null}
      <RadioCards
        id="holidayRule"
        name="holidayRule"
        legend={t("hours.holidays")}
        columns={holidayHours ? 2 : 3}
        defaultValue={typed.holidayRule}
        error={errors.holidayRule}
        options={(["closed", "open", "unknown", ...(holidayHours ? (["own"] as const) : [])] as const).map((rule) => ({ value: rule, label: t(`hours.holidayRule.${rule}`, { hours: holidayHours ?? "" }) }))}
      />
      {movesWorkingDays ? (
        <Field id="makeUpWeekday" label={t("hours.makeUp")} hint={t("hours.makeUpHint")} error={errors.makeUpWeekday}>
          <Select name="makeUpWeekday" defaultValue={typed.makeUpWeekday}>
            <option value="0">{t("hours.makeUpOwn")}</option>
            {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
              <option key={weekday} value={weekday}>
                {t("hours.makeUpAs", { weekday: weekdayName(weekday, locale) })}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <input type="hidden" name="makeUpWeekday" value={typed.makeUpWeekday} />
      )}
      {affected ? (
        <AffectedBookings listed={affected} timeZone={timeZone} locale={locale} intent="hours" />
      ) : (
        <div>
          <SubmitButton name="intent" value="hours" size="lg">
            {t("hours.save")}
          </SubmitButton>
        </div>
      )}
    </Form>
  );
}

function Season({ index, season, errors, locale, isOnly }: { index: number; season: TypedSeason; errors: Record<string, string>; locale: string; isOnly: boolean }) {
  const { t } = useTranslation("point-care");
  const id = (name: string) => `seasons-${index}-${name}`;
  const isAllYear = season.from === "" && season.to === "";
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold">{isAllYear ? t("hours.allYear") : t("hours.season", { number: index + 1 })}</legend>
      <WeekFields prefix={id("days")} days={season.days} errors={errors} locale={locale} />
      <details open={!isAllYear || !isOnly || Boolean(errors[id("from")] ?? errors[id("to")])}>
        <summary className="flex min-h-9 cursor-pointer items-center gap-2 text-sm font-semibold text-sky">
          <Icon name="chevron-down" size={16} />
          {t("hours.onlySeason")}
        </summary>
        <div className="pt-2">
          <SeasonDates name={id} from={season.from} to={season.to} errors={errors} />
        </div>
      </details>
    </fieldset>
  );
}
