import { answerKey } from "#app/platform/signatures/answer-key.server.ts";
import { contentDigest, signMessage } from "#app/platform/signatures/message-signature.ts";

/**
 * An answer to a device, signed with this installation's key (RFC 9421, section 2.4) over its status, kind, digest, and the signature of the request that it
 * answers: so it is good for that request alone. A request without a signature names nothing to bind to, and gets its refusal unsigned.
 */
export async function signedAnswer(request: Request, answer: Response, now: Date): Promise<Response> {
  if (!request.headers.has("signature")) return answer;
  const body = new Uint8Array(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  headers.set("Content-Digest", contentDigest(body));
  const { privateKey, keyid } = answerKey();
  const url = new URL(request.url);
  const asked = { method: request.method, origin: url.origin, target: `${url.pathname}${url.search}`, headers: [...request.headers] };
  const signed = signMessage(
    { status: answer.status, headers: [...headers], request: asked },
    {
      label: "answer",
      components: ["@status", "content-type", "content-digest", { name: "signature", ofRequest: true }],
      parameters: [
        ["created", { kind: "integer", value: Math.floor(now.getTime() / 1000) }],
        ["keyid", { kind: "string", value: keyid }],
        ["alg", { kind: "string", value: "ed25519" }],
      ],
      key: privateKey,
    },
  );
  headers.set("Signature-Input", signed["Signature-Input"]);
  headers.set("Signature", signed.Signature);
  return new Response(body, { status: answer.status, headers });
}
