import { z } from "zod";
import type { Db } from "#app/platform/db/database.server.ts";
import { roles, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { EmailInput } from "./account.schema.ts";
import { addMemberByEmail } from "./members.service.server.ts";
import { approveRequest, changeRole, declineRequest, joinParty, leaveParty, removeMember, renewInvite } from "./membership.service.server.ts";

const MemberIntent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("join"), invite: z.string().max(100).optional() }),
  z.object({ intent: z.literal("leave") }),
  z.object({ intent: z.literal("approve"), userId: z.string().max(60) }),
  z.object({ intent: z.literal("decline"), userId: z.string().max(60) }),
  z.object({ intent: z.literal("remove"), userId: z.string().max(60) }),
  z.object({ intent: z.literal("role"), userId: z.string().max(60), role: z.enum(roles) }),
  z.object({ intent: z.literal("add"), email: z.string(), role: z.enum(roles) }),
  z.object({ intent: z.literal("link") }),
]);

/**
 * One form of a party's members, as its page sends it: `intent` names the verb. Gives whose rights changed, so that their
 * live connections can start again.
 */
export async function actOnMembers(db: Db, actor: Actor, partyId: string, form: FormData): Promise<Result<{ touchedUserId: string | null }>> {
  const parsed = MemberIntent.safeParse(Object.fromEntries(form));
  if (!parsed.success) return err("ACCOUNT.FORM_INVALID");
  const input = parsed.data;
  const touched = (result: Result<unknown>, userId: string): Result<{ touchedUserId: string | null }> =>
    result.ok ? ok({ touchedUserId: userId }) : result;
  switch (input.intent) {
    case "join":
      return touched(await joinParty(db, actor, { partyId, inviteToken: input.invite || null }), actor.userId);
    case "leave":
      return touched(await leaveParty(db, actor, { partyId }), actor.userId);
    case "approve":
      return touched(await approveRequest(db, actor, { partyId, userId: input.userId }), input.userId);
    case "decline":
      return touched(await declineRequest(db, actor, { partyId, userId: input.userId }), input.userId);
    case "remove":
      return touched(await removeMember(db, actor, { partyId, userId: input.userId }), input.userId);
    case "role":
      return touched(await changeRole(db, actor, { partyId, userId: input.userId, role: input.role }), input.userId);
    case "link":
      return touched(await renewInvite(db, actor, { partyId, on: true }), actor.userId);
    case "add": {
      const email = EmailInput.shape.email.safeParse(input.email);
      if (!email.success) return err("ACCOUNT.EMAIL_INVALID");
      return touched(await addMemberByEmail(db, actor, { partyId, email: email.data, role: input.role }), actor.userId);
    }
  }
}
