import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from "node:crypto";

/**
 * A simulated smart terminal, as a maker would write one from docs/operations/devices.md: its own key, a clock that may be wrong, and a
 * queue that outlives the network. It shares no code with the product, so that both sides being wrong in the same way cannot pass.
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

/** Makes a terminal that talks to `url` over `network`. `clockAheadMs` is how wrong its clock is; `now` is the true time. */
export function createTerminal(input: { url: string; network?: Network; clockAheadMs?: number; now?: () => number; batch?: number }): Terminal {
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
    return network(url, init);
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
        } catch {
          // No network: everything stays in the queue.
          refused = "NETWORK";
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
