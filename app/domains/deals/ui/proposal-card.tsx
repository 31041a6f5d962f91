import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import type { InspectionRecord } from "../inspection-record.rules.ts";
import { isProposed } from "../deals.rules.ts";
import type { DealTermsView, DealView } from "../deals.schema.ts";
import { ActButton, ActForm, useAttempt, type ActContext } from "./deal-forms.tsx";
import { Fold } from "./fold.tsx";
import { InspectionRecordLine } from "./inspection-parts.tsx";
import { TermsFields, type Bargain } from "./terms-fields.tsx";
import { useTermsWords, type TermsToTell } from "./terms-words.ts";

type Props = { deal: DealView; context: ActContext; locale: string; bargain: Bargain | null };
type CardProps = Props & { inspectionRecord: InspectionRecord | null };

/** The proposal that waits for its answer: what, whose, and what can be said to it. The answer names its number. */
export function ProposalCard({ deal, context, locale, bargain, inspectionRecord }: CardProps) {
  const { t } = useTranslation("deals");
  const words = useTermsWords(locale);
  if (!isProposed(deal.state)) return null;
  const { terms } = deal;
  const mayAccept = deal.moves.includes("accept");
  const title = terms.bySide === deal.side ? t("terms.yours") : t("terms.theirs", { name: deal.parties[terms.bySide].name });
  return (
    <Card as="section" {...(mayAccept ? { tone: "marigold" as const } : {})} aria-labelledby="proposal-title" className="grid gap-3">
      <h2 id="proposal-title" className="text-lg wrap-anywhere">
        {title}
      </h2>
      <p className="text-2xl font-semibold wrap-anywhere" data-testid="proposal">
        {words(told(deal, terms))}
      </p>
      {terms.swap ? (
        <p>
          {t("terms.inReturnIs")}{" "}
          <Link to={`/listings/${terms.swap.listingId}`} className="link text-sky wrap-anywhere">
            {terms.swap.title}
          </Link>
        </p>
      ) : null}
      {terms.note ? <p className="wrap-anywhere whitespace-pre-line">{terms.note}</p> : null}
      {deal.kind === "inspected" && deal.side === "giver" ? <SubjectToInspection record={inspectionRecord} locale={locale} /> : null}
      {mayAccept ? (
        <ActForm intent="accept" context={context}>
          <input type="hidden" name="terms" value={terms.number} />
          <ActButton intent="accept" icon="check" size="lg" busyLabel={t("actions.accepting")}>
            {t(deal.termsHistory.length > 1 ? "terms.accept" : "actions.accept")}
          </ActButton>
        </ActForm>
      ) : null}
      {deal.moves.includes("counter") && bargain ? <CounterFold deal={deal} context={context} locale={locale} bargain={bargain} /> : null}
      <History deal={deal} locale={locale} />
    </Card>
  );
}

/** A proposal as it is put into words, with the name of who pays on top. */
function told(deal: DealView, terms: DealTermsView): TermsToTell {
  return { ...terms, isWanted: deal.kind === "wanted", ...(terms.paidBySide ? { paidBy: deal.parties[terms.paidBySide].name } : {}) };
}

/** What a quote that is subject to an inspection may come to, and how this recycler's came out so far: read before the yes. */
function SubjectToInspection({ record, locale }: { record: InspectionRecord | null; locale: string }) {
  const { t } = useTranslation("deals");
  return (
    <>
      <p>{t("inspection.subject")}</p>
      {record ? (
        <div className="grid gap-1">
          <h3 className="text-base font-semibold">{t("inspection.record.title")}</h3>
          <InspectionRecordLine record={record} locale={locale} />
        </div>
      ) : null}
    </>
  );
}

function CounterFold({ deal, context, locale, bargain }: Props & { bargain: Bargain }) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, "counter");
  const other = deal.side === "giver" ? deal.parties.taker.name : deal.parties.giver.name;
  const { terms } = deal;
  return (
    <Fold label={t("terms.counter")} icon="swap" open={attempt.failed}>
      <ActForm intent="counter" context={context}>
        <p className="text-sm text-ink-soft">{t("terms.counterText", { name: other })}</p>
        <input type="hidden" name="terms" value={terms.number} />
        <TermsFields
          idPrefix="counter"
          bargain={bargain}
          start={{ units: terms.units, price: terms.price, swapListingId: terms.swap?.listingId ?? null, swapUnits: terms.swap?.units ?? 1, paidBySide: terms.paidBySide, loanDays: terms.loanDays }}
          ownSide={deal.side ?? "taker"}
          value={attempt.value}
          error={attempt.error}
          locale={locale}
          swapOwner={deal.side === deal.requesterSide ? null : deal.parties[deal.requesterSide].name}
        />
        <Field id="counter-note" label={t("terms.noteLabel")} optional error={attempt.error("note")}>
          <Textarea name="note" rows={2} maxLength={500} defaultValue={attempt.value("note")} />
        </Field>
        <ActButton intent="counter">{t("terms.counterSend")}</ActButton>
      </ActForm>
    </Fold>
  );
}

/** All proposals so far, once there is more than one. */
function History({ deal, locale }: { deal: DealView; locale: string }) {
  const { t } = useTranslation("deals");
  const words = useTermsWords(locale);
  if (deal.termsHistory.length < 2) return null;
  return (
    <details>
      <summary className="link inline-flex min-h-9 cursor-pointer items-center text-sm text-sky">{t("terms.history")}</summary>
      <ol className="grid gap-2 pt-2 text-sm">
        {deal.termsHistory.map((one) => (
          <li key={one.number} className="wrap-anywhere">
            <span className="font-semibold">{deal.parties[one.bySide].name}</span> · {words(told(deal, one))}
            <span className="block text-ink-soft">
              <DateTime at={one.createdAt} locale={locale} timeZone={deal.listing.timeZone} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
