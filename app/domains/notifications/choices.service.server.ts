import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findOwnParty, findSetting, listChoices, moveWaiting, putChoice, raiseLinkVersion, swapSetting, type SettingRow } from "./choices.repository.server.ts";
import { ensureDigestDue, hasForDigest, moveDigestDue } from "./digests.repository.server.ts";
import { changeableKinds, defaultChoice, digestPeriods, usualTimes, type MailMode } from "./kinds.ts";
import type { NotificationError } from "./notifications.errors.ts";
import type { ChoicesInput, ChoiceView, TimesInput, TimesView } from "./notifications.schema.ts";
import { nextDigestAt } from "./times.rules.ts";

/** A person's times, as their page shows them. */
export async function timesOf(db: Db, actor: Actor): Promise<TimesView> {
  const setting = await settingOf(db, actor.userId);
  return {
    version: setting.version,
    quietFrom: clockText(setting.quietFromMinute),
    quietUntil: clockText(setting.quietUntilMinute),
    timeZone: setting.timeZone,
    digestHour: setting.digestHour ?? usualTimes.digestHour,
    digestsOff: setting.digestsOff,
  };
}

/** What holds for each kind and one of the actor's parties. NOTIFICATIONS.PARTY_NOT_FOUND for somebody else's party. */
export async function choicesOf(db: Db, actor: Actor, partyId: string): Promise<Result<ChoiceView[], NotificationError>> {
  const party = await findOwnParty(db, { userId: actor.userId, partyId });
  if (!party) return err("NOTIFICATIONS.PARTY_NOT_FOUND");
  const chosen = new Map((await listChoices(db, { userId: actor.userId, partyId })).map((row) => [row.kind, row]));
  return ok(
    changeableKinds.map((kind) => {
      const own = chosen.get(kind);
      return own ? { kind, inApp: own.inApp, mail: own.mail as MailMode } : { kind, ...defaultChoice(kind, party.kind) };
    }),
  );
}

/** Keeps the actor's quiet hours, zone and digest hour. NOTIFICATIONS.STALE when they were saved elsewhere meanwhile. */
export async function saveTimes(db: Db, actor: Actor, input: TimesInput, clock: Clock = systemClock): Promise<Result<{ version: number }, NotificationError>> {
  return transact<Result<{ version: number }, NotificationError>>(db, async (tx) => {
    const change = {
      quietFromMinute: input.quietFrom ?? null,
      quietUntilMinute: input.quietUntil ?? null,
      timeZone: input.timeZone,
      digestHour: input.digestHour,
      digestsOff: !input.digests,
    };
    if (!(await swapSetting(tx, { userId: actor.userId, version: input.version, change }))) return stale(tx, actor);
    for (const period of digestPeriods) {
      await moveDigestDue(tx, { userId: actor.userId, period, dueAt: nextDigestAt(clock.now(), input.timeZone, input.digestHour, period) });
    }
    return ok({ version: input.version + 1 });
  });
}

/**
 * Keeps what the actor chose for one of their parties; what waits for a digest follows. Errors: PARTY_NOT_FOUND for
 * somebody else's party, STALE when something was saved elsewhere meanwhile (with the present version).
 */
export async function saveChoices(db: Db, actor: Actor, input: ChoicesInput, clock: Clock = systemClock): Promise<Result<{ version: number }, NotificationError>> {
  return transact<Result<{ version: number }, NotificationError>>(db, async (tx) => {
    const { userId } = actor;
    const party = await findOwnParty(tx, { userId, partyId: input.partyId });
    if (!party) return err("NOTIFICATIONS.PARTY_NOT_FOUND");
    if (!(await swapSetting(tx, { userId, version: input.version, change: {} }))) return stale(tx, actor);
    for (const kind of changeableKinds) {
      const { inApp, mail } = input.choices[kind];
      await putChoice(tx, { userId, partyId: input.partyId, kind, inApp, mail, mailBefore: null });
      // What was left for a digest still comes by one when the next of its kind will come at once.
      if (mail !== "at_once") await moveWaiting(tx, { userId, partyId: input.partyId, kind, mail });
    }
    await ensureDigests(tx, userId, clock.now());
    return ok({ version: input.version + 1 });
  });
}

/** Ends all links in mails the actor has had. Mails written from now on carry new ones. */
export async function revokeLinks(db: Db, actor: Actor): Promise<void> {
  await inTransaction(db, (tx) => raiseLinkVersion(tx, actor.userId));
}

async function ensureDigests(tx: Tx, userId: string, now: Date): Promise<void> {
  const setting = await settingOf(tx, userId);
  for (const period of digestPeriods) {
    if (!(await hasForDigest(tx, { userId, period }))) continue;
    await ensureDigestDue(tx, { userId, period, dueAt: nextDigestAt(now, setting.timeZone, setting.digestHour ?? usualTimes.digestHour, period) });
  }
}

async function stale(tx: Tx, actor: Actor): Promise<Result<never, NotificationError>> {
  return err("NOTIFICATIONS.STALE", { version: (await settingOf(tx, actor.userId)).version });
}

async function settingOf(db: Db, userId: string): Promise<SettingRow> {
  const setting = await findSetting(db, userId);
  if (!setting) throw new Error(`Person ${userId} is gone.`);
  return setting;
}

function clockText(minute: number | null): string {
  if (minute === null) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
