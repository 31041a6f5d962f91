import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign, verify, type KeyObject } from "node:crypto";

/**
 * A simulated smart terminal, as a maker would write one from docs/operations/devices.md: its own key, a clock that may be wrong, a
 * queue that outlives the network, and ears for nobody but the server whose key it keeps. It shares no code with the product, so that both sides being wrong in the same way cannot pass.
 */

export type TerminalReading = { material: string; grossGrams: number; tareGrams?: number; bookingCode?: string; bookingId?: string; reason?: string };
export type ReadingAnswer = { id: string; outcome: "accepted" | "repeated" | "refused"; state: string | null; bookingId: string | null; code: string | null };
/** What a way to the server does with a request: passes it on, loses it, changes it. */
export type Network = (url: string, init: { method: string; headers: Record<string, string>; body: string }) => Promise<Response>;

type Queued = { id: string; takenAtOwnMs: number; reading: TerminalReading };
type Problem = { code?: string; serverTime?: string };

export type Terminal = {
  /** The public half, as JWK: what is pasted at registration. */
  publicJwk: Record<string, unknown>;
  keyid: string;
  /** Everything not answered yet. */
  queued(): number;
  /** Puts something on the scale. */
  weigh(reading: TerminalReading): string;
  /** Sends the queue. A request that is lost stays queued; a clock that is off is set by the server's and sent again, once. */
  flush(): Promise<{ answers: ReadingAnswer[]; refused: string | null }>;
  /** One signed request, as it would go out now. */
  sign(body: string, changes?: { nonce?: string; createdSeconds?: number; path?: string }): { url: string; init: Parameters<Network>[1] };
};

/**
 * Makes a terminal that talks to `url` over `network`. `serverKey` is the server's public key (JWK): what another one answers is not believed.
 * `clockAheadMs` is how wrong its clock is; `now` is the true time.
 */
export function createTerminal(input: { url: string; serverKey: Record<string, unknown>; network?: Network; clockAheadMs?: number; now?: () => number; batch?: number }): Terminal {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const publicJwk = publicKey.export({ format: "jwk" }) as Record<string, unknown>;
  const keyid = createHash("sha256").update(`{"crv":"Ed25519","kty":"OKP","x":"${String(publicJwk.x)}"}`).digest("base64url");
  const network: Network = input.network ?? ((url, init) => fetch(url, init));
  const trueNow = input.now ?? Date.now;
  /** What the crystal says, right or wrong; readings are noted by it and put right when they are sent. */
  const ownNow = () => trueNow() + (input.clockAheadMs ?? 0);
  let correctionMs = 0;
  let queue: Queued[] = [];

  function signed(body: string, changes: { nonce?: string; createdSeconds?: number; path?: string } = {}) {
    const path = changes.path ?? "/api/v1/devices/weigh-ins";
    const created = changes.createdSeconds ?? Math.floor((ownNow() + correctionMs) / 1000);
    return { url: `${input.url}${path}`, init: { method: "POST", ...signedParts({ url: input.url, path, body, created, nonce: changes.nonce ?? randomUUID(), keyid, privateKey }) } };
  }

  async function send(batch: readonly Queued[]): Promise<Response> {
    const readings = batch.map(({ id, takenAtOwnMs, reading }) => ({ id, measuredAt: new Date(takenAtOwnMs + correctionMs).toISOString(), ...reading }));
    const { url, init } = signed(JSON.stringify({ readings }));
    const answer = await network(url, init);
    if (!(await isFrom(input.serverKey, answer, init.headers.Signature ?? ""))) throw new Forged();
    return answer;
  }

  return {
    publicJwk,
    keyid,
    queued: () => queue.length,
    weigh(reading) {
      const id = randomUUID();
      queue.push({ id, takenAtOwnMs: ownNow(), reading });
      return id;
    },
    async flush() {
      const answers: ReadingAnswer[] = [];
      let refused: string | null = null;
      while (queue.length > 0 && refused === null) {
        const batch = queue.slice(0, input.batch ?? 200);
        let response: Response;
        try {
          response = await send(batch);
          if (response.status === 401) {
            const problem = (await response.clone().json()) as Problem;
            if (problem.code === "DEVICES.CLOCK_OFF" && problem.serverTime) {
              correctionMs = new Date(problem.serverTime).getTime() - ownNow();
              response = await send(batch);
            }
          }
        } catch (error) {
          // No network, or somebody else's words: everything stays in the queue.
          refused = error instanceof Forged ? "FORGED" : "NETWORK";
          break;
        }
        if (!response.ok) {
          refused = ((await response.json()) as Problem).code ?? String(response.status);
          break;
        }
        const { readings } = (await response.json()) as { readings: ReadingAnswer[] };
        answers.push(...readings);
        const done = new Set(readings.map(({ id }) => id));
        queue = queue.filter(({ id }) => !done.has(id));
      }
      return { answers, refused };
    },
    sign: signed,
  };
}

class Forged extends Error {}

/** Whether an answer was signed by this key for the request that had this signature, and came as it was sent. */
async function isFrom(serverKey: Record<string, unknown>, answer: Response, requestSignature: string): Promise<boolean> {
  const keyid = createHash("sha256").update(`{"crv":"Ed25519","kty":"OKP","x":"${String(serverKey.x)}"}`).digest("base64url");
  const stated = /^answer=(\("@status" "content-type" "content-digest" "signature";req\);created=\d+;keyid="([^"]+)";alg="ed25519")$/.exec(answer.headers.get("signature-input") ?? "");
  const signature = /^answer=:([A-Za-z0-9+/=]+):$/.exec(answer.headers.get("signature") ?? "");
  const digest = `sha-256=:${createHash("sha256").update(Buffer.from(await answer.clone().arrayBuffer())).digest("base64")}:`;
  if (!stated || !signature || stated[2] !== keyid || answer.headers.get("content-digest") !== digest) return false;
  const base = [
    `"@status": ${answer.status}`,
    `"content-type": ${answer.headers.get("content-type") ?? ""}`,
    `"content-digest": ${digest}`,
    `"signature";req: ${requestSignature}`,
    `"@signature-params": ${stated[1] ?? ""}`,
  ].join("\n");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: String(serverKey.x) }, format: "jwk" });
  return verify(null, Buffer.from(base), key, Buffer.from(signature[1] ?? "", "base64"));
}

function signedParts(input: { url: string; path: string; body: string; created: number; nonce: string; keyid: string; privateKey: KeyObject }) {
  const digest = `sha-256=:${createHash("sha256").update(input.body).digest("base64")}:`;
  const parameters = `("@method" "@authority" "@path" "content-digest");created=${input.created};keyid="${input.keyid}";nonce="${input.nonce}";alg="ed25519"`;
  const base = [`"@method": POST`, `"@authority": ${new URL(input.url).host}`, `"@path": ${input.path}`, `"content-digest": ${digest}`, `"@signature-params": ${parameters}`].join("\n");
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    "Content-Digest": digest,
    "Signature-Input": `sig1=${parameters}`,
    Signature: `sig1=:${sign(null, Buffer.from(base), input.privateKey).toString("base64")}:`,
  };
  return { headers, body: input.body };
}
