import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { keyedHash } from "#app/platform/keyed-hash.server.ts";
import { changeableKinds } from "./kinds.ts";

/** What a link in a mail may turn off: one kind of one person and one of their parties (empty: the person alone), or all digests. */
export type LinkScope = { userId: string; kind: (typeof changeableKinds)[number] | "digest"; partyId: string; linkVersion: number };

const scopeSchema = z.tuple([z.string().min(1).max(60), z.enum([...changeableKinds, "digest"]), z.string().max(60), z.int().min(1)]);

/** The token of a link: what it is for, and a signature that only this installation can make. No secret is in it, and no name. */
export function signLink(scope: LinkScope): string {
  const body = Buffer.from(JSON.stringify([scope.userId, scope.kind, scope.partyId, scope.linkVersion])).toString("base64url");
  return `${body}.${signature(body)}`;
}

/** What a token is for, or null when it was not made here. Whether it has been revoked is for the caller to see. */
export function readLink(token: string): LinkScope | null {
  const [body = "", given = "", ...rest] = token.split(".");
  const expected = signature(body);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return null;
  try {
    const parsed = scopeSchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
    if (!parsed.success) return null;
    const [userId, kind, partyId, linkVersion] = parsed.data;
    return { userId, kind, partyId, linkVersion };
  } catch {
    return null;
  }
}

function signature(body: string): string {
  return keyedHash("unsubscribe", body).slice(0, 40);
}
