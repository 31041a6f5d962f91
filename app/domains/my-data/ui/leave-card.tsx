import type { Locale } from "#app/shared/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form, Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";

/** What is in the way of leaving, as the page shows it. */
export type ShownBlocks = { deals: number; bookings: number; boxes: number; parties: { name: string; slug: string; kind: string }[]; isLastOperator: boolean };

interface Props {
  waiting: { id: string; dueAt: string } | null;
  blocks: ShownBlocks;
  email: string;
  days: number;
  /** Already translated: what is wrong with what was typed. */
  error: string | null;
  locale: Locale;
  timeZone: string;
}

/** Leaving: what becomes of everything, what is in the way, and the way back. */
export function LeaveCard({ waiting, blocks, email, days, error, locale, timeZone }: Props) {
  const { t } = useTranslation("my-data");
  const isBlocked = blocks.deals + blocks.bookings + blocks.boxes + blocks.parties.length > 0 || blocks.isLastOperator;
  return (
    <Card as="section" padding="lg" className="grid max-w-2xl gap-4" aria-labelledby="leave-title">
      <h2 id="leave-title" className="text-xl">
        {t("leave.title")}
      </h2>
      {waiting ? (
        <>
          <Alert tone="warning" title={t("leave.waitingTitle")}>
            {t("leave.waiting", { at: formatInstant(waiting.dueAt, { locale, timeZone, format: "full" }) })}
          </Alert>
          <Form method="post" preventScrollReset>
            <input type="hidden" name="leavingId" value={waiting.id} />
            <SubmitButton name="intent" value="undo">
              {t("leave.undo")}
            </SubmitButton>
          </Form>
        </>
      ) : (
        <p className="text-ink-soft">{t("leave.lead", { days })}</p>
      )}
      <p className="text-sm text-ink-soft">{t("leave.stays")}</p>
      {isBlocked ? <BlockList blocks={blocks} /> : null}
      {waiting || isBlocked ? null : (
        <Form method="post" className="grid gap-4" preventScrollReset>
          <Field id="leave-confirmation" label={t("leave.confirmation", { email })} error={error ?? ""}>
            <Input name="confirmation" type="email" autoComplete="off" required />
          </Field>
          <SubmitButton variant="danger" className="justify-self-start" name="intent" value="leave">
            {t("leave.ask", { days })}
          </SubmitButton>
        </Form>
      )}
    </Card>
  );
}

function BlockList({ blocks }: { blocks: ShownBlocks }) {
  const { t } = useTranslation("my-data");
  const rows = [
    { key: "deals", count: blocks.deals, to: "/deals", link: t("leave.toDeals") },
    { key: "bookings", count: blocks.bookings, to: "/bookings", link: t("leave.toBookings") },
    { key: "boxes", count: blocks.boxes, to: "/packaging", link: t("leave.toBoxes") },
  ] as const;
  return (
    <Alert tone="warning" title={t("leave.blocked")}>
      <ul className="grid list-disc gap-1 ps-5">
        {rows.map(({ key, count, to, link }) =>
          count > 0 ? (
            <li key={key}>
              {t(`leave.${key}`, { count })} –{" "}
              <Link to={to} className="link">
                {link}
              </Link>
            </li>
          ) : null,
        )}
        {blocks.parties.map((party) => (
          <li key={party.slug}>{t("leave.party", { name: party.name })}</li>
        ))}
        {blocks.isLastOperator ? <li>{t("leave.operator")}</li> : null}
      </ul>
    </Alert>
  );
}
