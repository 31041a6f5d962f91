import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Section } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import { batteryCategories, secondLives } from "../passports.rules.ts";
import type { PrivatePassport, PublicPassport } from "../passports.schema.ts";

type Owner = NonNullable<PrivatePassport["owner"]>;

/** Who had it and what happened, for the owner's people. */
export function OwnerFacts({ owner, locale, timeZone }: { owner: Owner; locale: string; timeZone: string }) {
  const { t } = useTranslation("passports");
  return (
    <Section title={t("mineOnly.title")}>
      <Card>
        <DefinitionList
          items={[
            { term: t("mineOnly.owner"), value: owner.name },
            { term: t("mineOnly.serial"), value: owner.serialTail ? t("mineOnly.serialTail", { tail: owner.serialTail }) : t("mineOnly.serialNone") },
            ...(owner.links.length > 0
              ? [
                  {
                    term: t("mineOnly.links"),
                    value: (
                      <ul className="grid gap-1">
                        {owner.links.map((link) => (
                          <li key={link.causeId}>
                            <Link to={`/${link.causeType}s/${link.causeId}`} className="link">
                              {t(`mineOnly.${link.causeType}`, { name: link.otherName })}
                            </Link>
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <h3 className="text-lg">{t("mineOnly.events")}</h3>
      <ol className="grid gap-1">
        {owner.events.map((event) => (
          <li key={`${event.at} ${event.toState}`} className="flex flex-wrap gap-x-3 border-b border-line py-1.5">
            <span className="font-semibold">{t(`events.${event.toState}`)}</span>
            <span className="text-ink-soft">{event.byName}</span>
            <span className="text-ink-soft sm:ms-auto">
              <DateTime at={event.at} locale={locale} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

type MovesProps = { passport: PublicPassport; owner: Owner; version: number; ids: { transferId: string; newPassportId: string }; intent: string | null; reply: Reply };

/** What the owner can do with the battery now, each behind its own fold. */
export function OwnerMoves({ passport, owner, version, ids, intent, reply }: MovesProps) {
  const { t } = useTranslation("passports");
  const { errors, typed } = useReply(reply);
  if (owner.nextStatuses.length === 0 && !owner.mayStartSecondLife && owner.receivers.length === 0) return null;
  const fold = (name: string, label: string, text: string, children: ReactNode) => (
    <details className="rounded-control border border-line bg-surface p-3" open={intent === name ? true : undefined}>
      <summary className="cursor-pointer font-semibold">{label}</summary>
      <Form method="post" className="mt-3 grid gap-4">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="intent" value={name} />
        <p>{text}</p>
        {children}
      </Form>
    </details>
  );
  return (
    <Section title={t("move.title")}>
      <div className="grid gap-3">
        {owner.receivers.length > 0
          ? fold(
              "offer",
              t("move.offer"),
              t("move.offerText"),
              <>
                <input type="hidden" name="transferId" value={ids.transferId} />
                <Field id="toPartyId" label={t("move.offerTo")} error={errors("toPartyId")}>
                  <Select name="toPartyId" defaultValue={typed("toPartyId")} options={owner.receivers.map((party) => ({ value: party.id, label: party.name }))} />
                </Field>
                <span>
                  <SubmitButton icon="swap">{t("move.offerSend")}</SubmitButton>
                </span>
              </>,
            )
          : null}
        {owner.mayStartSecondLife
          ? fold(
              "second",
              t("move.second"),
              t("move.secondText"),
              <>
                <input type="hidden" name="newPassportId" value={ids.newPassportId} />
                <RadioCards id="status" legend={t("move.secondStatus")} name="status" defaultValue={typed("status")} error={errors("status")} options={secondLives.map((value) => ({ value, label: t(`statuses.${value}`), hint: t(`statusHints.${value}`) }))} />
                <Field id="category" label={t("facts.category")} error={errors("category")}>
                  <Select name="category" defaultValue={typed("category", passport.category)} options={batteryCategories.map((value) => ({ value, label: t(`categories.${value}`) }))} />
                </Field>
                <Field id="ratedWh" label={t("move.secondRated")} hint={t("move.secondRatedHint")} error={errors("ratedWh")}>
                  <Textarea name="ratedWh" rows={2} inputMode="numeric" maxLength={1000} defaultValue={typed("ratedWh", String(passport.ratedWh))} />
                </Field>
                <span>
                  <SubmitButton icon="refresh">{t("move.secondSend")}</SubmitButton>
                </span>
              </>,
            )
          : null}
        {owner.nextStatuses.map((to) => (
          <div key={to}>
            {fold(
              to,
              t(`move.${to}`),
              t(`move.${to}Text`),
              <span>
                <SubmitButton variant="danger" name="to" value={to}>
                  {t(`move.${to}`)}
                </SubmitButton>
              </span>,
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}
