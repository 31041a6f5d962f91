import { z } from "zod";
import { auditActions } from "./audit-actions.ts";

const query = z.object({
  action: z.enum(auditActions).nullable().catch(null),
  subject: z.string().trim().max(64).transform((text) => text || null).nullable().catch(null),
  before: z.string().regex(/^\d{1,18}$/).transform(BigInt).nullable().catch(null),
});

/** What the address of the record asks for. What makes no sense is as if it were not there. */
export function auditQueryOf(params: URLSearchParams): { action: string | null; actorUserId: null; subjectId: string | null; before: bigint | null } {
  const { action, subject, before } = query.parse({ action: params.get("action"), subject: params.get("subject"), before: params.get("before") });
  return { action, actorUserId: null, subjectId: subject, before };
}
