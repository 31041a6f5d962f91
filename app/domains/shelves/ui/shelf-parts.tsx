import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Section } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { LOAN_DAYS } from "../shelves.rules.ts";
import { SHELF_KINDS, type ShelfItemView, type ShelfRow } from "../shelves.schema.ts";

/** Why something was not done, in a sentence. */
export function ShelfRefusal({ error }: { error: string | null | undefined }) {
  const { t } = useTranslation("shelves");
  if (!error) return null;
  return (
    <Alert tone="error" live>
      {t(`errors.${error.split(".")[1] ?? ""}`)}
    </Alert>
  );
}

/** Where a thing is. */
export function ItemState({ item, locale, timeZone }: { item: ShelfRow & { isOverdue?: boolean }; locale: string; timeZone: string }) {
  const { t } = useTranslation("shelves");
  const tone = item.isMine ? "leaf" : item.state === "free" ? "sky" : "neutral";
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5" suppressHydrationWarning>
      <Badge tone={tone}>{item.isMine ? t("yours") : t(`states.${item.state}`)}</Badge>
      {item.isOverdue ? <Badge tone="clay">{t("overdue")}</Badge> : null}
      {item.dueAt ? <span className="tabular text-sm text-ink-soft">{t("until", { date: formatInstant(item.dueAt, { locale, timeZone, format: "day" }) })}</span> : null}
      {item.waiting > 0 ? <span className="tabular text-sm text-ink-soft">{t("waiting", { count: item.waiting })}</span> : null}
    </span>
  );
}

/** What stands on a shelf; each leads to its page. */
export function ShelfList({ items, locale, timeZone }: { items: readonly ShelfRow[]; locale: string; timeZone: string }) {
  const { t } = useTranslation("shelves");
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {items.map((item) => (
        <Card as="li" key={item.id} padding="sm" className="grid min-w-0 content-start gap-1">
          <Link to={`/shelf/${item.id}`} className="font-semibold break-words text-ink underline-offset-4 hover:underline">
            {item.title}
          </Link>
          <p className="tabular text-sm text-ink-soft">
            {t(`kinds.${item.kind}`)}
            {item.isbn ? ` · ${t("item.isbn", { isbn: item.isbn })}` : ""}
          </p>
          <ItemState item={item} locale={locale} timeZone={timeZone} />
        </Card>
      ))}
    </ul>
  );
}

/** Puts a thing on the shelf. */
export function ItemForm({ itemId, reply }: { itemId: string; reply: Reply }) {
  const { t } = useTranslation("shelves");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="itemId" value={itemId} />
      <RadioCards id="kind" legend={t("add.kind")} name="kind" error={errors("kind")} defaultValue={typed("kind", "book")} options={SHELF_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
      <Field id="title" label={t("add.name")} error={errors("title")}>
        <Input name="title" required maxLength={200} defaultValue={typed("title")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="isbn" label={t("add.isbn")} hint={t("add.isbnHint")} error={errors("isbn")} optional>
          <Input name="isbn" maxLength={40} autoComplete="off" defaultValue={typed("isbn")} />
        </Field>
        <Field id="loanDays" label={t("add.days")} error={errors("loanDays")}>
          <Select name="loanDays" defaultValue={typed("loanDays", "14")} options={LOAN_DAYS.map((days) => ({ value: String(days), label: t("add.daysOf", { count: days }) }))} />
        </Field>
      </div>
      <Field id="note" label={t("add.note")} error={errors("note")} optional>
        <Input name="note" maxLength={500} defaultValue={typed("note")} />
      </Field>
      <div>
        <SubmitButton icon="plus">{t("add.submit")}</SubmitButton>
      </div>
    </Form>
  );
}

/** When a thing was lent, and for those who keep the shelf to whom. */
export function ItemHistory({ item, locale }: { item: ShelfItemView; locale: string }) {
  const { t } = useTranslation("shelves");
  const day = (at: string) => formatInstant(at, { locale, timeZone: item.timeZone, format: "date" });
  return (
    <Section title={t("item.history")}>
      {item.history.length === 0 ? <p className="text-ink-soft">{t("item.noHistory")}</p> : null}
      <ul className="grid gap-1">
        {item.history.map((loan) => (
          <li key={loan.lentAt} className="tabular border-b border-line py-1" suppressHydrationWarning>
            {loan.name ?? t("item.somebody")} · {loan.returnedAt ? t("item.span", { from: day(loan.lentAt), to: day(loan.returnedAt) }) : t("item.since", { from: day(loan.lentAt) })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
