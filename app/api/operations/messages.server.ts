import { z } from "zod";
import { maxMessageLength, type MessageView } from "#app/domains/messaging/messaging.schema.ts";
import { messagesAfter, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { idParams, instant } from "../schemas.ts";

const message = z
  .object({
    seq: z.int().meta({ description: "Order within the deal, without gaps." }),
    kind: z.enum(["user", "system"]),
    mine: z.boolean(),
    clientId: z.string().nullable().meta({ description: "On your own messages." }),
    authorName: z.string().nullable(),
    body: z.string(),
    systemCode: z.string().nullable().meta({ description: "What the deal did, for a system message." }),
    systemParams: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
    withdrawn: z.boolean().meta({ description: "Its author took it back; `body` is empty." }),
    createdAt: instant,
  })
  .meta({ id: "Message", description: "A message of a deal." });

function messageOf(view: MessageView): z.infer<typeof message> {
  const { seq, kind, mine, clientId, authorName, body, systemCode, systemParams, withdrawn, createdAt } = view;
  return { seq, kind, mine, clientId, authorName, body, systemCode, systemParams, withdrawn, createdAt };
}

export const messageOperations = [
  operation({
    method: "get",
    path: "/deals/{id}/messages",
    operationId: "listMessages",
    tag: "deals",
    scope: "messages:read",
    summary: "Messages of a deal",
    description: "In order, a hundred at a time; ask again with `after` = `lastSeq` while there is `more`.",
    auth: "token",
    params: idParams,
    query: z.object({ after: z.coerce.number().int().min(0).max(2_000_000_000).default(0).meta({ description: "The last number you have." }) }),
    response: z
      .object({ items: z.array(message), lastSeq: z.int(), more: z.boolean() })
      .meta({ id: "MessagePage", description: "A piece of a thread." }),
    errors: ["MESSAGING.NOT_FOUND"],
    async run({ db, actor, params, query }) {
      const part = await messagesAfter(db, actor, { dealId: params.id, after: query.after });
      return part.ok ? ok({ items: part.value.messages.map(messageOf), lastSeq: part.value.lastSeq, more: part.value.more }) : part;
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/messages",
    operationId: "sendMessage",
    tag: "deals",
    scope: "messages:write",
    summary: "Write to the other side",
    description: "Saved before it is told. The same `clientId` again changes nothing. Thirty a minute; ten for an account of its first day.",
    auth: "token",
    params: idParams,
    body: z
      .strictObject({
        body: z.string({ error: "errors:required" }).trim().min(1, "errors:required").max(maxMessageLength),
        clientId: z.string().regex(/^[0-9a-zA-Z-]{8,60}$/, "errors:invalid").optional().meta({ description: "Made by you, so that a repeat is recognised." }),
      })
      .meta({ id: "NewMessage", description: "What is said." }),
    response: message,
    successStatus: 201,
    errors: ["MESSAGING.NOT_FOUND", "MESSAGING.NOT_ALLOWED", "MESSAGING.BLOCKED", "MESSAGING.RATE_LIMITED", "MESSAGING.NEW_ACCOUNT_RATE_LIMITED", "MESSAGING.INVALID"],
    async run({ db, actor, params, body }) {
      const sent = await sendMessage(db, actor, { dealId: params.id, clientId: body.clientId ?? newId(), body: body.body });
      return sent.ok ? ok(messageOf(sent.value)) : sent;
    },
  }),
];
