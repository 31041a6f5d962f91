import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findParty, findSetting, listChoices, moveWaiting, putChoice, setDigestsOff } from "./choices.repository.server.ts";
import { defaultChoice, type MailMode } from "./kinds.ts";
import type { NotificationError } from "./notifications.errors.ts";
import type { LinkView } from "./notifications.schema.ts";
import { readLink, type LinkScope } from "./unsubscribe-token.server.ts";

type LinkResult = Result<LinkView, NotificationError>;

/** What a link in a mail is for. Changes nothing. NOTIFICATIONS.LINK_INVALID when it was not made here or has been revoked. */
export async function viewLink(db: Db, token: string): Promise<LinkResult> {
  const scope = await openLink(db, token);
  return scope ? ok(await viewOf(db, scope)) : err("NOTIFICATIONS.LINK_INVALID");
}

/** Turns off what the link is for, of the person it was made for; no session is needed. Twice is as good as once. */
export async function unsubscribe(db: Db, token: string): Promise<LinkResult> {
  return changeBy(db, token, async (tx, { userId, kind, partyId }) => {
    if (kind === "digest") return setDigestsOff(tx, { userId, off: true });
    const present = await presentChoice(tx, { userId, kind, partyId });
    if (present.mail === "none") return;
    await putChoice(tx, { userId, partyId, kind, inApp: present.inApp, mail: "none", mailBefore: present.mail });
    await moveWaiting(tx, { userId, partyId, kind, mail: "none" });
  });
}

/** Takes it back: mails come again as they came before. */
export async function resubscribe(db: Db, token: string): Promise<LinkResult> {
  return changeBy(db, token, async (tx, { userId, kind, partyId }) => {
    if (kind === "digest") return setDigestsOff(tx, { userId, off: false });
    const present = await presentChoice(tx, { userId, kind, partyId });
    if (present.mail !== "none") return;
    const mail = [present.mailBefore, present.usual].find((mode) => mode && mode !== "none") ?? "at_once";
    await putChoice(tx, { userId, partyId, kind, inApp: present.inApp, mail, mailBefore: null });
  });
}

async function changeBy(db: Db, token: string, change: (tx: Tx, scope: LinkScope) => Promise<void>): Promise<LinkResult> {
  return transact<LinkResult>(db, async (tx) => {
    const scope = await openLink(tx, token);
    if (!scope) return err("NOTIFICATIONS.LINK_INVALID");
    await change(tx, scope);
    return ok(await viewOf(tx, scope));
  });
}

/** The link's scope while it stands: made here, its person there, not revoked. */
async function openLink(db: Db, token: string): Promise<LinkScope | null> {
  const scope = readLink(token);
  const setting = scope && (await findSetting(db, scope.userId));
  return setting && setting.linkVersion === scope.linkVersion ? scope : null;
}

async function viewOf(db: Db, scope: LinkScope): Promise<LinkView> {
  const party = scope.partyId === "" ? null : await findParty(db, scope.partyId);
  const isOff = scope.kind === "digest" ? ((await findSetting(db, scope.userId))?.digestsOff ?? false) : (await presentChoice(db, { ...scope, kind: scope.kind })).mail === "none";
  return { kind: scope.kind, partyName: party?.name ?? null, isOff };
}

async function presentChoice(db: Db, scope: { userId: string; partyId: string; kind: Exclude<LinkScope["kind"], "digest"> }) {
  const party = scope.partyId === "" ? null : await findParty(db, scope.partyId);
  const usual = defaultChoice(scope.kind, party?.kind ?? null);
  const own = (await listChoices(db, { userId: scope.userId, partyId: scope.partyId })).find((row) => row.kind === scope.kind);
  return { inApp: own?.inApp ?? usual.inApp, mail: (own?.mail ?? usual.mail) as MailMode, mailBefore: own?.mailBefore as MailMode | null | undefined, usual: usual.mail };
}
