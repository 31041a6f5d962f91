/**
 * The one table from a Result's code to a status. Rooms never name statuses; they name codes whose ending has a meaning:
 * NOT_FOUND, NOT_ALLOWED, SIGN_IN, INVALID, STALE / STALE_TERMS / WRONG_STATE / FULL / TAKEN / CLOSED / TOO_LATE / ALREADY (409), RATE_LIMITED; others are 422.
 */
export function statusOf(code: string): number {
  const ending = code.slice(code.indexOf(".") + 1);
  if (ending.endsWith("NOT_FOUND")) return 404;
  if (ending.endsWith("NOT_ALLOWED") || ending.endsWith("FOREIGN_ORIGIN")) return 403;
  if (ending.endsWith("SIGN_IN")) return 401;
  if (ending.endsWith("INVALID")) return 400;
  if (ending.endsWith("RATE_LIMITED")) return 429;
  if (/(STALE|STALE_TERMS|WRONG_STATE|FULL|TAKEN|KEY_REUSED|CLOSED|TOO_LATE)$/.test(ending) || ending.startsWith("ALREADY")) return 409;
  return 422;
}

/** Where the sentence for a code stands: `LISTINGS.NOT_FOUND` -> key `errors.NOT_FOUND` of the namespace `listings`. */
export function errorKey(code: string): string {
  const [room = "common", reason = code] = code.split(".");
  return `${room.toLowerCase()}:errors.${reason}`;
}
