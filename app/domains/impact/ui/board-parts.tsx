import { useTranslation } from "#app/ui/i18n.ts";
import { periodLabel, PERIOD_KINDS, type PeriodKind } from "#app/shared/periods.ts";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { Form, Link, useSubmit } from "#app/ui/remix.ts";
import { boardQuery } from "../boards/board-path.ts";
import { BOARD_MINIMUM, type BoardMetric, type BoardScope } from "../boards/boards.schema.ts";

/** One of several readings of the same thing, as links side by side; they wrap where there is no room. */
export function Readings<T extends string>({ label, options, selected, to }: { label: string; options: readonly { value: T; label: string }[]; selected: T; to: (value: T) => string }) {
  return (
    <nav aria-label={label}>
      <ul className="flex w-fit max-w-full flex-wrap gap-1 rounded-control border border-line-strong bg-surface p-1">
        {options.map(({ value, label: name }) => (
          <li key={value}>
            <Link
              to={to(value)}
              preventScrollReset
              aria-current={selected === value ? "page" : undefined}
              className="inline-flex min-h-10 items-center rounded-[7px] px-3.5 font-semibold text-ink no-underline transition-colors hover:bg-sunken aria-[current=page]:bg-leaf aria-[current=page]:text-on-leaf"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface Shown {
  scope: BoardScope;
  metric: BoardMetric;
  period: string;
}

/** Week, month, season or all time, and which one. Works as a form before scripts. */
export function PeriodChooser({ shown, kind, kinds = PERIOD_KINDS, periods, to, locale }: { shown: Shown; kind: PeriodKind; kinds?: readonly PeriodKind[]; periods: Record<Exclude<PeriodKind, "all">, string[]>; to: (period: string) => string; locale: string }) {
  const { t } = useTranslation("boards");
  const submit = useSubmit();
  const latest = (one: PeriodKind) => (one === "all" ? "all" : (periods[one][0] ?? "all"));
  const listed = kind === "all" ? periods.season : [...new Set([...periods[kind], shown.period])].sort().reverse();
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Readings label={t("periods")} options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} selected={kind} to={(value) => to(latest(value))} />
      <Form method="get" className="flex items-end gap-2" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
        {shown.scope === "recyclers" ? <input type="hidden" name="scope" value={shown.scope} /> : null}
        {shown.metric === "total" ? null : <input type="hidden" name="metric" value={shown.metric} />}
        <Field label={t("period")} hideLabel>
          <Select
            name="period"
            key={shown.period}
            defaultValue={shown.period}
            options={[...(kind === "all" ? [{ value: "all", label: t("allTime") }] : []), ...listed.map((value) => ({ value, label: periodLabel(value, locale) }))]}
          />
        </Field>
        <Button type="submit" variant="secondary">
          {t("show")}
        </Button>
      </Form>
    </div>
  );
}

/** The published formula, in eight sentences. */
export function HowComputed() {
  const { t } = useTranslation("boards");
  return (
    <Card tone="sunken" as="section">
      <details>
        <summary className="min-h-9 cursor-pointer font-semibold">{t("how")}</summary>
        <ul className="mt-2 grid list-disc gap-2 ps-5 text-sm">
          {(["how1", "how2", "how3", "how4", "how5", "how6", "how7", "how8"] as const).map((line) => (
            <li key={line}>{t(line, { count: BOARD_MINIMUM.membersPerHead, entries: BOARD_MINIMUM.entriesForImprovement })}</li>
          ))}
        </ul>
        <p className="mt-3">
          <Link className="link" to="/impact/method">
            {t("method")}
          </Link>
        </p>
      </details>
    </Card>
  );
}

/** The code by which others show this board, and the picture for posts. */
export function ShareBoard({ shown, origin, locale }: { shown: Shown; origin: string; locale: string }) {
  const { t } = useTranslation("boards");
  const query = boardQuery({ ...shown, lang: locale === "en" ? undefined : locale });
  const name = `${t(`scope.${shown.scope}`)} · ${t(`metric.${shown.metric}`)}`;
  const amp = (address: string) => address.replaceAll("&", "&amp;");
  const frame = `<iframe src="${amp(`${origin}/embed/leaderboard${query}`)}" title="${name}" width="600" height="480" loading="lazy" style="border:0"></iframe>`;
  const image = `<a href="${amp(`${origin}/leaderboard${boardQuery(shown)}`)}"><img src="${amp(`${origin}/embed/leaderboard.svg${query}`)}" alt="${name}" width="600" height="400" loading="lazy"></a>`;
  const picture = `/leaderboard/share.png${query}`;
  return (
    <Card as="section">
      <details>
        <summary className="min-h-9 cursor-pointer font-semibold">{t("share.title")}</summary>
        <div className="mt-2 grid gap-3">
          <p className="text-sm text-ink-soft">{t("share.lead")}</p>
          {([["frame", frame], ["image", image]] as const).map(([kind, code]) => (
            <Field key={kind} label={t(`share.${kind}`)}>
              <Textarea readOnly rows={4} value={code} className="font-mono text-xs" onFocus={(event) => event.currentTarget.select()} spellCheck={false} />
            </Field>
          ))}
          <figure className="m-0 grid gap-1">
            <figcaption className="text-sm text-ink-soft">{t("share.picture")}</figcaption>
            <img src={picture} alt={t("share.pictureAlt")} width={1200} height={630} loading="lazy" className="h-auto w-full rounded-card border border-line" />
          </figure>
          <p>
            <LinkButton to={picture} reloadDocument variant="secondary" size="sm" icon="external">
              {t("share.open")}
            </LinkButton>
          </p>
        </div>
      </details>
    </Card>
  );
}
