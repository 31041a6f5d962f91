import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sharedData } from "#tests/setup/shared-data.ts";
import { jwkThumbprint, keyObjectOf, readPublicKey, thumbprintOf } from "./ed25519-key.ts";
import { contentDigest, isDigestOf, isSignedBy, parameterOf, readSignatures, signatureBase, signMessage, type SignedMessage } from "./message-signature.ts";
import { parseDictionary, writeInnerList } from "./structured-fields.ts";

type Headers = [string, string][];
type StoredMessage = { method?: string; target?: string; status?: number; headers: Headers; body?: string };
type Appendix = {
  keys: (JsonWebKey & { kid: string })[];
  messages: Record<string, StoredMessage>;
  cases: { message: string; label: string; alg: string; keyid: string; signatureInput: string; signature: string; signatureBase: string; deterministic: boolean }[];
  transformations: { keyid: string; cases: { what: string; message: StoredMessage; expectedSignatureBase: string; expectValid: boolean }[] };
};

/** The message with the authority its Host names, as it was sent. */
function messageOf(stored: StoredMessage, extra: Headers = []): SignedMessage {
  const headers = [...stored.headers, ...extra];
  if (stored.status !== undefined) return { status: stored.status, headers };
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1] ?? "example.com";
  return { method: stored.method ?? "GET", origin: `https://${host}`, target: stored.target ?? "/", headers };
}

const appendix = sharedData("httpsig/rfc9421-appendix-b.json");

describe.runIf(appendix)("RFC 9421, appendix B", () => {
  const none = { keys: [], messages: {}, cases: [], transformations: { keyid: "", cases: [] } };
  const { keys, messages, cases, transformations } = appendix ? (JSON.parse(appendix) as Appendix) : (none as Appendix);
  const publicKey = (kid: string) => {
    const { d: _secret, ...jwk } = keys.find((key) => key.kid === kid) ?? { kid };
    return createPublicKey({ key: jwk, format: "jwk" });
  };

  it.each(cases.map((one) => [one.label, one] as const))("%s: the signature base is exactly the one of the text", (_label, one) => {
    const message = messageOf(messages[one.message] as StoredMessage);
    const member = parseDictionary(`${one.label}=${one.signatureInput}`)?.get(one.label);
    expect(member && "list" in member && signatureBase(message, member.list)).toBe(one.signatureBase);
  });

  it.each(cases.map((one) => [one.alg, one.label, one] as const))("%s (%s): Ed25519 is verified, everything else refused", (alg, label, one) => {
    const message = messageOf(messages[one.message] as StoredMessage, [["Signature-Input", `${label}=${one.signatureInput}`], ["Signature", `${label}=${one.signature.startsWith(":") ? one.signature : `:${one.signature}:`}`]]);
    const [read] = readSignatures(message) ?? [];
    const key = alg === "hmac-sha256" ? keyObjectOf("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs") : publicKey(one.keyid);
    expect(read && isSignedBy(message, read, key)).toBe(alg === "ed25519");
  });

  it("B.2.6 is made byte by byte", () => {
    const one = cases.find((candidate) => candidate.alg === "ed25519");
    const secret = keys.find((key) => key.kid === "test-key-ed25519");
    if (!one || !secret) throw new Error("the vector is missing");
    const member = parseDictionary(`a=${one.signatureInput}`)?.get("a");
    if (!member || !("list" in member)) throw new Error("the vector cannot be read");
    const made = signMessage(messageOf(messages[one.message] as StoredMessage), {
      label: one.label,
      components: member.list.items.map((item) => String(item.value.value)),
      parameters: member.list.parameters,
      key: createPrivateKey({ key: secret, format: "jwk" }),
    });
    expect(made["Signature-Input"]).toBe(`${one.label}=${one.signatureInput}`);
    expect(made.Signature.replaceAll(":", "")).toContain(one.signature.replaceAll(":", "").replace(`${one.label}=`, ""));
  });

  it.each(transformations.cases.map((one) => [one.what.slice(0, 90), one] as const))("B.4: %s", (_what, one) => {
    const message = messageOf(one.message);
    const [read] = readSignatures(message) ?? [];
    if (!read) throw new Error("the vector cannot be read");
    expect(isSignedBy(message, read, publicKey(transformations.keyid))).toBe(one.expectValid);
    if (one.expectValid) expect(signatureBase(message, read.list)).toBe(one.expectedSignatureBase);
  });
});

type Agent = { key: JsonWebKey; target_url: string; label: string; nonce: string; created_ms: number; signature: string; signature_input: string; signature_agent?: string };

describe.each(["v1", "v2"])("complete signatures of another implementation, %s", (edition) => {
  const text = sharedData(`httpsig/web_bot_auth_architecture_${edition}.json`);
  const agents = JSON.parse(text ?? "[]") as Agent[];

  it.runIf(text)("Ed25519 is verified and RSA refused; nonce, created and keyid are read", () => {
    const verdicts = agents.map((agent) => {
      const url = new URL(agent.target_url);
      const headers: Headers = [["Signature-Input", agent.signature_input], ["Signature", agent.signature], ...(agent.signature_agent ? [["Signature-Agent", agent.signature_agent] as [string, string]] : [])];
      const message = { method: "GET", origin: url.origin, target: url.pathname, headers };
      const [read] = readSignatures(message) ?? [];
      const { kty, crv, x, n, e } = agent.key;
      const jwk = kty === "OKP" ? { kty, crv, x } : { kty, n, e };
      if (!read) throw new Error("the vector cannot be read");
      expect(parameterOf(read.list, "nonce", "string")).toBe(agent.nonce);
      expect(parameterOf(read.list, "created", "integer")).toBe(agent.created_ms / 1000);
      expect(parameterOf(read.list, "keyid", "string")).toBe(jwkThumbprint(jwk));
      return [kty, isSignedBy(message, read, createPublicKey({ key: jwk as JsonWebKey, format: "jwk" }))];
    });
    expect(verdicts).toEqual(agents.map((agent) => [agent.key.kty, agent.key.kty === "OKP"]));
  });
});

describe("thumbprints", () => {
  const text = sharedData("httpsig/jwk-thumbprint-vectors.json");
  it.runIf(text)("are those of RFC 7638", () => {
    for (const vector of JSON.parse(text ?? "[]") as { name: string; jwk: string; thumbprint: string }[]) {
      const jwk = JSON.parse(vector.jwk) as JsonWebKey;
      expect(jwkThumbprint(jwk as Record<string, unknown>), vector.name).toBe(vector.thumbprint);
      if (jwk.crv === "Ed25519") expect(thumbprintOf(jwk.x ?? "")).toBe(vector.thumbprint);
    }
  });
});

describe("keys as they are pasted", () => {
  const pair = generateKeyPairSync("ed25519");
  const x = pair.publicKey.export({ format: "jwk" }).x ?? "";

  it("are read from JWK and PEM", () => {
    expect(readPublicKey(` ${JSON.stringify({ ...pair.publicKey.export({ format: "jwk" }), kid: "mine" })}\n`)).toEqual({ ok: true, key: x });
    expect(readPublicKey(String(pair.publicKey.export({ format: "pem", type: "spki" })))).toEqual({ ok: true, key: x });
  });

  it("are refused when they are private, of another kind, or nothing", () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
    const problems = [
      JSON.stringify(pair.privateKey.export({ format: "jwk" })),
      String(pair.privateKey.export({ format: "pem", type: "pkcs8" })),
      JSON.stringify(other.export({ format: "jwk" })),
      String(other.export({ format: "pem", type: "spki" })),
      JSON.stringify({ kty: "OKP", crv: "Ed25519", x: "short" }),
      "{",
      "ssh-ed25519 AAAA",
      "",
    ].map((text) => {
      const read = readPublicKey(text);
      return read.ok ? "key" : read.problem;
    });
    expect(problems).toEqual(["private", "private", "other", "other", "unreadable", "unreadable", "unreadable", "unreadable"]);
  });
});

describe("what is not signed right", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const parameters = [["created", { kind: "integer", value: 1 }], ["alg", { kind: "string", value: "ed25519" }]] as const;
  const bare = { method: "POST", origin: "https://example.org", target: "/a?b=c", headers: [["Content-Digest", contentDigest(Buffer.from("{}"))]] as Headers };
  const signed = (message = bare, components = ["@method", "@target-uri", "content-digest"]) => ({ ...message, headers: [...message.headers, ...Object.entries(signMessage(message, { label: "s", components, parameters, key: privateKey }))] as Headers });
  const verdict = (message: typeof bare) => {
    const read = readSignatures(message);
    return read === null ? "unreadable" : read[0] ? isSignedBy(message, read[0], publicKey) : "none";
  };

  it("is refused, whatever was changed", () => {
    const good = signed();
    expect(verdict(good)).toBe(true);
    expect(verdict({ ...good, method: "PUT" })).toBe(false);
    expect(verdict({ ...good, target: "/a?b=d" })).toBe(false);
    expect(verdict({ ...good, origin: "http://example.org" })).toBe(false);
    expect(verdict({ ...good, headers: good.headers.map(([name, value]) => [name, name === "Content-Digest" ? contentDigest(Buffer.from("[]")) : value]) })).toBe(false);
    expect(verdict({ ...good, headers: good.headers.map(([name, value]) => [name, value.replace("created=1", "created=2")]) })).toBe(false);
    expect(verdict({ ...good, headers: good.headers.map(([name, value]) => [name, value.replace('alg="ed25519"', 'alg="rsa-pss-sha512"')]) })).toBe(false);
    expect(verdict({ ...good, headers: good.headers.filter(([name]) => name !== "Content-Digest") })).toBe(false);
  });

  it("answers may name what of their request they answer: the base is that of the standard's section 2.4", () => {
    const digest = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
    const request = { method: "POST", origin: "https://example.com", target: "/foo?param=Value&Pet=dog", headers: [["Content-Digest", digest]] as Headers };
    const answer = { status: 503, headers: [["Content-Digest", "sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kxsTbARtY2PTBOzq24uJFpHsMuAg==:"], ["Content-Type", "application/json"]] as Headers, request };
    const input = '("@status" "content-digest" "content-type" "@authority";req "@method";req "@path";req "content-digest";req);created=1618884479;keyid="test-key-ecc-p256"';
    const member = parseDictionary(`reqres=${input}`)?.get("reqres");
    if (!member || !("list" in member)) throw new Error("unreadable");
    expect(signatureBase(answer, member.list)).toBe(
      [
        '"@status": 503',
        `"content-digest": ${answer.headers[0]?.[1] ?? ""}`,
        '"content-type": application/json',
        '"@authority";req: example.com',
        '"@method";req: POST',
        '"@path";req: /foo',
        `"content-digest";req: ${digest}`,
        `"@signature-params": ${input}`,
      ].join("\n"),
    );
    // Nothing of a request where there is none, or in a request itself.
    expect(signatureBase({ status: answer.status, headers: answer.headers }, member.list)).toBeNull();
    const own = parseDictionary('s=("@method";req)')?.get("s");
    expect(own && "list" in own ? signatureBase(request, own.list) : undefined).toBeNull();
  });

  it("is not even read when its fields are broken", () => {
    const broken = (input: string, signature: string) => verdict({ ...bare, headers: [["Signature-Input", input], ["Signature", signature]] });
    expect(broken("", "")).toBe("none");
    for (const [input, signature] of [["s=(", "s=:AA==:"], ['s=("@method")', "t=:AA==:"], ['s="x"', "s=:AA==:"], ['s=("@method")', 's="AA"'], ['s=("a""b")', "s=:AA==:"], ['s=("@method"),', "s=:AA==:"], ['s=("@method")', "s=:A!==:"]] as const) {
      expect(broken(input, signature), input).toBe("unreadable");
    }
    // Read, but naming a component twice or with a parameter nobody understands.
    for (const input of ['s=("@method" "@method")', 's=("@path";sf)', 's=("date";bs)', 's=("missing")']) expect(broken(input, "s=:AA==:"), input).toBe(false);
  });

  it("digests are of the body, by an algorithm we know, all of them", () => {
    const body = Buffer.from("{}");
    expect(isDigestOf(contentDigest(body), body)).toBe(true);
    expect(isDigestOf(contentDigest(body), Buffer.from("[]"))).toBe(false);
    expect(isDigestOf(`${contentDigest(body)}, sha-512=:AAAA:`, body)).toBe(false);
    for (const text of ["", "md5=:AAAA:", "sha-256", "sha-256=:AA", 'sha-256="x"']) expect(isDigestOf(text, body), text).toBe(false);
  });

  it("lists are written in their one form", () => {
    const member = parseDictionary('a=( "b;c\\"\\\\"   "d";e;f=?0 );g=-7;h=tok/en,b=:AAE=:')?.get("a");
    expect(member && "list" in member && writeInnerList(member.list)).toBe('("b;c\\"\\\\" "d";e;f=?0);g=-7;h=tok/en');
  });
});
