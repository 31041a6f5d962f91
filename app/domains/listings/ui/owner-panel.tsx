import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Dialog, DialogClose, DialogTrigger } from "#app/ui/dialog.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import type { ListingView } from "../listing-page.service.server.ts";
import type { ListingVerb } from "../listings.rules.ts";
import { withdrawReasons } from "../listings.schema.ts";
import { ListingStateBadge } from "./state-badge.tsx";

const plainVerbs = ["publish", "resume", "extend", "repost", "pause"] as const satisfies readonly ListingVerb[];

/** What the owner's people see beside their listing: where it stands, who waits, what they can do now. */
export function OwnerPanel({ listing }: { listing: ListingView }) {
  const { t } = useTranslation("listings");
  const may = (verb: ListingVerb) => listing.verbs.includes(verb);
  const [main, ...others] = plainVerbs.filter(may);
  return (
    <Card as="section" tone="leaf" aria-label={t("page.yours")} className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg">{t("page.yours")}</h2>
        <ListingStateBadge state={listing.state} />
      </div>
      {listing.state === "published" ? null : <p>{t(`stateNotes.${listing.state}`)}</p>}
      {listing.state === "pending_review" ? listing.reviewRules.map((rule) => <p key={rule}>{t("rules:hint.review", { name: t(`rules:names.${rule}`), instead: t(`rules:instead.${rule}`) })}</p>) : null}
      {listing.endReason ? <p className="text-sm text-ink-soft">{t("page.endReason", { reason: t(`withdrawReasons.${listing.endReason}`, { defaultValue: listing.endReason }) })}</p> : null}
      {listing.openRequests > 0 ? (
        <LinkButton to={`/deals?listing=${listing.id}`} icon="message" wide>
          {t("page.requests", { count: listing.openRequests })}
        </LinkButton>
      ) : null}
      {listing.verbs.length > 0 ? (
        <div className="flex flex-wrap gap-2">
          {main ? <VerbForm listing={listing} verb={main} variant={listing.state === "published" ? "secondary" : "primary"} /> : null}
          {may("edit") ? (
            <LinkButton to={`/listings/${listing.id}/edit`} variant="secondary" icon="edit">
              {t("verbs.edit")}
            </LinkButton>
          ) : null}
          {others.map((verb) => (
            <VerbForm key={verb} listing={listing} verb={verb} variant="secondary" />
          ))}
          {may("edit") ? (
            <LinkButton to={`/listings/${listing.id}/claims`} variant="secondary" icon="document">
              {t("claims:link")}
            </LinkButton>
          ) : null}
          {may("withdraw") ? <WithdrawDialog listing={listing} /> : null}
        </div>
      ) : null}
    </Card>
  );
}

function Hidden({ listing, intent }: { listing: ListingView; intent: ListingVerb }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="version" value={listing.version} />
    </>
  );
}

function VerbForm({ listing, verb, variant }: { listing: ListingView; verb: ListingVerb; variant: "primary" | "secondary" }) {
  const { t } = useTranslation("listings");
  return (
    <Form method="post">
      <Hidden listing={listing} intent={verb} />
      <SubmitButton variant={variant}>{t(`verbs.${verb}`)}</SubmitButton>
    </Form>
  );
}

function WithdrawDialog({ listing }: { listing: ListingView }) {
  const { t } = useTranslation("listings");
  return (
    <>
      <DialogTrigger dialogId="withdraw" variant="quiet" icon="trash">
        {t("verbs.withdraw")}
      </DialogTrigger>
      <Dialog id="withdraw" title={t("withdraw.title")}>
        <Form method="post" className="grid gap-4">
          <Hidden listing={listing} intent="withdraw" />
          <p>{t("withdraw.text")}</p>
          <RadioCards legend={t("withdraw.reason")} name="reason" defaultValue="given_elsewhere" columns={1} options={withdrawReasons.map((value) => ({ value, label: t(`withdrawReasons.${value}`) }))} />
          <div className="flex flex-wrap justify-end gap-2">
            <DialogClose dialogId="withdraw">{t("withdraw.keep")}</DialogClose>
            <SubmitButton variant="danger">{t("withdraw.confirm")}</SubmitButton>
          </div>
        </Form>
      </Dialog>
    </>
  );
}

/** For operators: a yes, or a no with its reason. */
export function ReviewPanel({ listing }: { listing: ListingView }) {
  const { t } = useTranslation("listings");
  if (!listing.verbs.includes("approve")) return null;
  return (
    <Card as="section" tone="marigold" aria-label={t("review.title")} className="grid gap-4">
      <h2 className="text-lg">{t("review.title")}</h2>
      <p>{t("review.text")}</p>
      {listing.reviewRules.map((rule) => (
        <p key={rule} className="font-semibold">
          {t("rules:reviewReason", { name: t(`rules:names.${rule}`) })}
        </p>
      ))}
      <VerbForm listing={listing} verb="approve" variant="primary" />
      <Form method="post" className="grid gap-3">
        <Hidden listing={listing} intent="reject" />
        <Field label={t("review.reason")}>
          <Input name="reason" required maxLength={200} />
        </Field>
        <span>
          <SubmitButton variant="secondary">{t("verbs.reject")}</SubmitButton>
        </span>
      </Form>
    </Card>
  );
}
