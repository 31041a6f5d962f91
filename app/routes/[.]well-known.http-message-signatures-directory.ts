import { answerKeySet } from "#app/platform/signatures/answer-key.server.ts";

/** The public key that answers to devices are signed with. */
export function loader() {
  return new Response(JSON.stringify(answerKeySet()), { headers: { "Content-Type": "application/http-message-signatures-directory+json", "Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff" } });
}
