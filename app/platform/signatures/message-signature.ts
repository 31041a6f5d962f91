import { createHash, sign, timingSafeEqual, verify, type KeyObject } from "node:crypto";
import { parseDictionary, writeInnerList, writeItem, type InnerList, type Item, type Parameters } from "./structured-fields.ts";

/**
 * HTTP Message Signatures (RFC 9421) with Ed25519, and Content-Digest (RFC 9530). What is signed is said by the signer; what must be
 * signed is the caller's to ask. `sf`, `bs` and `tr` of components are not understood, and so refused; `req` is, of answers.
 */

/** A request as it is signed. `origin` is the address it was sent to (scheme and authority), `target` path and query as sent. */
export type SignedRequest = { method: string; origin: string; target: string; headers: readonly (readonly [name: string, value: string])[] };

/** A message as it is signed; an answer may name what of the `request` it answers (`req`). */
export type SignedMessage = SignedRequest | { status: number; headers: readonly (readonly [name: string, value: string])[]; request?: SignedRequest };

/** One signature of a message, read but not verified. */
export type ReadSignature = { label: string; list: InnerList; signature: Uint8Array };

/** The value of a header field as it is signed: all its lines, trimmed, joined by a comma; null when there is none. */
function fieldOf(message: SignedMessage, name: string): string | null {
  const lines = message.headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value.replace(/\s*\r?\n\s+/g, " ").trim());
  return lines.length === 0 ? null : lines.join(", ");
}

/** The value of a component, or null when the message has none or we do not understand it. */
function componentOf(message: SignedMessage, item: Item): string | null {
  if (item.value.kind !== "string") return null;
  const ofRequest = item.parameters.find(([parameter]) => parameter === "req")?.[1];
  if (ofRequest) {
    const request = "status" in message && ofRequest.kind === "boolean" && ofRequest.value ? message.request : undefined;
    return request ? componentOf(request, { value: item.value, parameters: item.parameters.filter(([parameter]) => parameter !== "req") }) : null;
  }
  const name = item.value.value;
  if (name === "@query-param") return queryParameterOf(message, item.parameters);
  if (!name.startsWith("@")) return /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) ? partOfField(fieldOf(message, name), item.parameters) : null;
  if (item.parameters.length > 0) return null;
  if ("status" in message) return name === "@status" ? String(message.status) : null;
  const url = new URL(message.target, message.origin);
  const mark = message.target.indexOf("?");
  switch (name) {
    case "@method":
      return message.method.toUpperCase();
    case "@target-uri":
      return `${url.origin}${message.target}`;
    case "@authority":
      return url.host;
    case "@scheme":
      return url.protocol.slice(0, -1);
    case "@request-target":
      return message.target;
    case "@path":
      return (mark < 0 ? message.target : message.target.slice(0, mark)) || "/";
    case "@query":
      return mark < 0 ? "?" : message.target.slice(mark);
    default:
      return null;
  }
}

/** The field itself, or with `key` one member of the dictionary that it is. */
function partOfField(field: string | null, parameters: Parameters): string | null {
  const [asked, ...others] = parameters;
  if (field === null || !asked) return field;
  if (others.length > 0 || asked[0] !== "key" || asked[1].kind !== "string") return null;
  const member = parseDictionary(field)?.get(asked[1].value);
  if (!member) return null;
  return "list" in member ? writeInnerList(member.list) : writeItem(member.item);
}

/** One query parameter that occurs once, encoded anew as the standard asks. */
function queryParameterOf(message: SignedMessage, parameters: Parameters): string | null {
  const [named, ...others] = parameters;
  if (!named || others.length > 0 || named[0] !== "name" || named[1].kind !== "string" || "status" in message) return null;
  const values = new URL(message.target, message.origin).searchParams.getAll(decodeURIComponent(named[1].value));
  return values.length === 1 && values[0] !== undefined ? encodeURIComponent(values[0]) : null;
}

/** The text that is signed, or null when a component is missing, doubled or not understood. */
export function signatureBase(message: SignedMessage, list: InnerList): string | null {
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const item of list.items) {
    const name = writeItem(item);
    const value = componentOf(message, item);
    if (value === null || seen.has(name)) return null;
    seen.add(name);
    lines.push(`${name}: ${value}`);
  }
  return [...lines, `"@signature-params": ${writeInnerList(list)}`].join("\n");
}

/** The signatures of a message by their labels, or null when the two fields cannot be read or do not belong together. */
export function readSignatures(message: SignedMessage): ReadSignature[] | null {
  const inputs = parseDictionary(fieldOf(message, "signature-input") ?? "");
  const signatures = parseDictionary(fieldOf(message, "signature") ?? "");
  if (!inputs || !signatures || inputs.size !== signatures.size) return null;
  const read: ReadSignature[] = [];
  for (const [label, input] of inputs) {
    const signature = signatures.get(label);
    if (!("list" in input) || !signature || !("item" in signature) || signature.item.value.kind !== "bytes") return null;
    read.push({ label, list: input.list, signature: signature.item.value.value });
  }
  return read;
}

/** A parameter of a signature, when it is of this kind. */
export function parameterOf<K extends "string" | "integer">(list: InnerList, name: string, kind: K): (K extends "string" ? string : number) | null {
  const value = list.parameters.find(([one]) => one === name)?.[1];
  return value?.kind === kind ? (value.value as K extends "string" ? string : number) : null;
}

/** The names of what a signature covers; components with parameters are left out. */
export function coveredBy(list: InnerList): string[] {
  return list.items.flatMap((item) => (item.value.kind === "string" && item.parameters.length === 0 ? [item.value.value] : []));
}

/** Whether a signature is this key's over this message. Keys other than Ed25519, and an `alg` that says something else, never are. */
export function isSignedBy(message: SignedMessage, read: ReadSignature, key: KeyObject): boolean {
  const names = read.list.parameters.map(([name]) => name);
  if (key.asymmetricKeyType !== "ed25519" || (names.includes("alg") && parameterOf(read.list, "alg", "string") !== "ed25519")) return false;
  const base = signatureBase(message, read.list);
  return base !== null && read.signature.length === 64 && verify(null, Buffer.from(base), key, read.signature);
}

/**
 * The two header values that sign a message. `components` are names as in a signature's input, or those of the request that an answer is to;
 * `parameters` stand in their order.
 * @throws when the message lacks a component
 */
export function signMessage(
  message: SignedMessage,
  input: { label: string; components: readonly (string | { name: string; ofRequest: true })[]; parameters: Parameters; key: KeyObject },
): { "Signature-Input": string; Signature: string } {
  const list: InnerList = { items: input.components.map(itemOf), parameters: input.parameters };
  const base = signatureBase(message, list);
  if (base === null) throw new Error("the message lacks a component that was to be signed");
  return { "Signature-Input": `${input.label}=${writeInnerList(list)}`, Signature: `${input.label}=:${sign(null, Buffer.from(base), input.key).toString("base64")}:` };
}

function itemOf(component: string | { name: string; ofRequest: true }): Item {
  if (typeof component === "string") return { value: { kind: "string", value: component }, parameters: [] };
  return { value: { kind: "string", value: component.name }, parameters: [["req", { kind: "boolean", value: true }]] };
}

const digests = { "sha-256": "sha256", "sha-512": "sha512" } as const;

/** The value of Content-Digest for a body. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
}

/** Whether a Content-Digest is this body's: at least one algorithm we know, and none of those that differs. */
export function isDigestOf(header: string, body: Uint8Array): boolean {
  const members = parseDictionary(header);
  if (!members) return false;
  let known = 0;
  for (const [name, member] of members) {
    if (!Object.hasOwn(digests, name)) continue;
    const stated = "item" in member && member.item.value.kind === "bytes" ? member.item.value.value : null;
    const actual = createHash(digests[name as keyof typeof digests]).update(body).digest();
    if (!stated || stated.length !== actual.length || !timingSafeEqual(stated, actual)) return false;
    known += 1;
  }
  return known > 0;
}
