import { listPartyPeople } from "#app/domains/trust/decisions.repository.server.ts";
import { findLicence, type LicenceRow } from "#app/domains/licences/licences.repository.server.ts";
import { reasonSaid } from "#app/domains/licences/ui/licence-words.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { strandedWork } from "#app/flows/stranded-work.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { MailHandlers } from "../to-mails.server.ts";

export const licenceLetters = ["accepted", "refused", "suspended", "reinstated", "ending", "ended"] as const;
export type LicenceLetter = (typeof licenceLetters)[number];

const letterOf = { accept: "accepted", refuse: "refused", suspend: "suspended", reinstate: "reinstated", withdraw: null } as const;
/** In which state of the licence a letter is still true when it is mailed later. */
const stateOf: Record<LicenceLetter, string> = { accepted: "valid", refused: "refused", suspended: "suspended", reinstated: "valid", ending: "valid", ended: "valid" };

/** What a recycler's owners and managers are told about its licences; nothing where it has moved on meanwhile. */
export const licencesMails: MailHandlers = {
  async "licences.moved"(db, { payload }) {
    const licence = await findLicence(db, payload.licenceId);
    const letter = letterOf[payload.verb];
    if (!licence || !letter || licence.version !== payload.version) return;
    await tell(db, { licence, letter, cause: `licences.moved:${licence.id}:${licence.version}`, daysLeft: 0, at: new Date() });
  },
  async "licences.ending"(db, { payload, occurredAt }) {
    const licence = await findLicence(db, payload.licenceId);
    if (licence?.state !== "valid") return;
    await tell(db, { licence, letter: payload.daysBefore === 0 ? "ended" : "ending", cause: `licences.ending:${licence.id}:${payload.daysBefore}`, daysLeft: payload.daysLeft, at: occurredAt });
  },
};

async function tell(db: Db, input: { licence: LicenceRow; letter: LicenceLetter; cause: string; daysLeft: number; at: Date }): Promise<void> {
  const { licence, letter } = input;
  const stops = letter === "suspended" || letter === "ended";
  const stranded = stops ? await strandedWork(db, { partyId: licence.partyId, now: input.at }) : null;
  const words = { number: licence.number, issuer: licence.issuer, party: licence.partyName, validUntil: licence.validUntil, daysLeft: input.daysLeft, open: stranded ? stranded.bookings.length + stranded.deals.length : 0 };
  for (const person of await listPartyPeople(db, licence.partyId)) {
    await notify(db, {
      kind: "moderation",
      causeKey: `${input.cause}:${person.userId}`,
      userId: person.userId,
      partyId: licence.partyId,
      subject: { type: "licence", id: licence.id },
      path: "/staff/licences",
      trueWhile: [stateOf[letter]],
      words: (locale) => ({ title: licenceMail(locale, { letter, name: person.name, reason: reasonIn(locale, licence), ...words }).subject }),
      mail: (locale, { name }) => licenceMail(locale, { letter, name, reason: reasonIn(locale, licence), ...words }),
    });
  }
}

function reasonIn(locale: Locale, licence: LicenceRow): string {
  const t = translator(locale, "licences");
  return reasonSaid((key) => t(key), licence);
}

/** The words of a mail about a licence. `open` is how many deals and bookings wait to be re-routed. */
export function licenceMail(
  locale: Locale,
  input: { letter: LicenceLetter; name: string; number: string; issuer: string; party: string; reason: string; validUntil: string; daysLeft: number; open: number },
): MailWords & { subject: string } {
  const t = translator(locale, "licences");
  const words = { ...input, date: formatInstant(new Date(`${input.validUntil}T12:00:00Z`), { locale, timeZone: "UTC", format: "date" }) };
  const { letter } = input;
  return {
    subject: t(`mails.${letter}.subject`, words),
    paragraphs: [t("mails.greeting", words), t(`mails.${letter}.body`, words), ...(letter === "suspended" || letter === "ended" ? [t("mails.open", words)] : [])],
    action: { label: t("mails.action"), path: "/staff/licences" },
    footer: t("mails.footer", words),
  };
}
