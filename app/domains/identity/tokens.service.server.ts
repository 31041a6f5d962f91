import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { allScopes, readingScopes, type Grant } from "#app/shared/scopes.ts";
import type { NewTokenInput } from "./account.schema.ts";
import { countTokens, findToken, insertToken, revokeToken } from "./tokens.repository.server.ts";

/** How many tokens a person may have at a time: as many as the page lists. */
export const maxTokens = 100;

type Made = Result<{ secret: string | null }, "ACCOUNT.NOT_FOUND" | "ACCOUNT.TOKENS_FULL">;

/**
 * Makes a token that acts as the person for the party. The id comes from the form: a repeat finds it, and then `secret` is null,
 * because it is shown once. Errors: ACCOUNT.NOT_FOUND (the id is somebody else's), TOKENS_FULL.
 */
export async function makeToken(db: Db, actor: { userId: string; party: { id: string } }, input: NewTokenInput, clock: Clock = systemClock): Promise<Made> {
  const known = await findToken(db, input.tokenId);
  if (known) return known.userId === actor.userId ? ok({ secret: null }) : err("ACCOUNT.NOT_FOUND");
  if ((await countTokens(db, actor.userId)) >= maxTokens) return err("ACCOUNT.TOKENS_FULL", { max: maxTokens });
  const expiresAt = input.days === "never" ? null : new Date(clock.now().getTime() + Number(input.days) * 86_400_000);
  const secret = await insertToken(db, { id: input.tokenId, userId: actor.userId, partyId: actor.party.id, name: input.name, scopes: scopesOf(input), expiresAt });
  // The id was free a moment ago: a parallel repeat was faster.
  return secret === null ? makeToken(db, actor, input, clock) : ok({ secret });
}

function scopesOf(input: NewTokenInput): readonly Grant[] {
  if (input.reach === "all") return [allScopes];
  return input.reach === "read" ? readingScopes : input.scopes;
}

/** Ends one of the person's own tokens; one that is ended stays so. Somebody else's id is as unknown as none. */
export async function endToken(db: Db, actor: { userId: string }, input: { tokenId: string }, clock: Clock = systemClock): Promise<Result<null, "ACCOUNT.NOT_FOUND">> {
  if (await revokeToken(db, { id: input.tokenId, userId: actor.userId, now: clock.now() })) return ok(null);
  const known = await findToken(db, input.tokenId);
  return known?.userId === actor.userId ? ok(null) : err("ACCOUNT.NOT_FOUND");
}
