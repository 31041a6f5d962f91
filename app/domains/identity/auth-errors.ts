/** The sentence (catalogue key) for a refusal of the accounts service on our forms. */
export function authErrorKey(code: string): string {
  if (code === "INVALID_EMAIL_OR_PASSWORD" || code === "INVALID_EMAIL") return "account:errors.WRONG_CREDENTIALS";
  if (code === "EMAIL_NOT_VERIFIED") return "account:errors.NOT_VERIFIED";
  if (code === "RATE_LIMITED") return "account:errors.RATE_LIMITED";
  if (code === "INVALID_TOKEN" || code === "TOKEN_EXPIRED" || code === "USER_NOT_FOUND") return "account:errors.LINK_INVALID";
  if (code === "INVALID_PASSWORD") return "account:errors.WRONG_PASSWORD";
  return "account:errors.FAILED";
}
