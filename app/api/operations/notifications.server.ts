import { z } from "zod";
import { notificationKinds } from "#app/domains/notifications/kinds.ts";
import { listNotifications, markRead } from "#app/domains/notifications/notifications.service.server.ts";
import { ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, flag, id, instant, limit, nextCursor } from "../schemas.ts";

const earlier = z.object({ id, title: z.string(), unread: z.boolean(), at: instant });

const group = z
  .object({
    id: id.meta({ description: "Of the newest." }),
    kind: z.enum(notificationKinds),
    partyName: z.string().nullable().meta({ description: "Which party it concerns; null for the person alone." }),
    path: z.string().meta({ description: "Where it leads, within the product. What leads there is one group.", examples: ["/deals/0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11"] }),
    title: z.string().meta({ description: "In the language asked for." }),
    text: z.string(),
    unread: z.int().meta({ description: "How many of the group have not been read." }),
    count: z.int(),
    at: instant,
    earlier: z.array(earlier).meta({ description: "What came before the newest, at most three." }),
  })
  .meta({ id: "NotificationGroup", description: "A place with what happened there. Without addresses and codes." });

export const notificationOperations = [
  operation({
    method: "get",
    path: "/notifications",
    operationId: "listNotifications",
    tag: "notifications",
    scope: "notifications:read",
    summary: "My notifications",
    description: "Of the token's person, as far as they concern the token's party or the person alone; the latest first. Reading them here does not mark them read.",
    auth: "token",
    query: z.object({ unread: flag.default(false).meta({ description: "Only what holds something unread." }), limit: limit(30, 100), cursor }),
    response: z.object({ items: z.array(group), nextCursor }).meta({ id: "NotificationPage", description: "A page of notifications." }),
    async run({ db, actor, query, locale }) {
      const page = await listNotifications(db, actor, { locale, onlyUnread: query.unread, onlyParty: true, limit: query.limit, cursor: query.cursor });
      return ok({ items: page.groups, nextCursor: page.nextCursor });
    },
  }),
  operation({
    method: "post",
    path: "/notifications/read",
    operationId: "readNotifications",
    tag: "notifications",
    scope: "notifications:write",
    summary: "Mark notifications read",
    description: "By `ids`, or all of them without. Twice is as good as once.",
    auth: "token",
    body: z.strictObject({ ids: z.array(z.string().min(1).max(60)).min(1).max(100).optional() }).meta({ id: "ReadNotifications", description: "Which." }),
    response: z.object({ read: z.int().meta({ description: "How many had been unread." }) }).meta({ id: "NotificationsRead", description: "What changed." }),
    errors: ["NOTIFICATIONS.NOT_FOUND"],
    run: ({ db, actor, body }) => markRead(db, actor, { ...(body.ids ? { ids: body.ids } : { all: true as const }), onlyParty: true }),
  }),
];
