import { createHmac } from "node:crypto";
import { env } from "#app/platform/env.server.ts";

/** Parameters that say nothing about which rows are listed, or in what order. */
const besides = new Set(["cursor", "limit", "lang"]);

/** What a list was asked for, as text: a cursor of another question is none of this one. */
export function questionOf(operationId: string, search: URLSearchParams): string {
  const asked = [...search].filter(([name, value]) => !besides.has(name) && value !== "");
  return JSON.stringify([operationId, asked.sort((one, other) => (one.join("=") < other.join("=") ? -1 : 1))]);
}

function mark(question: string, inner: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`cursor\n${question}\n${inner}`).digest("base64url").slice(0, 12);
}

/** A room's cursor as the API gives it out: opaque, bound to the question, and not to be made by hand. */
export function closeCursor(question: string, inner: string): string {
  return `${mark(question, inner)}${Buffer.from(inner).toString("base64url")}`;
}

/** The room's cursor inside one of ours, or null when it is none, or one of another question. */
export function openCursor(question: string, text: string): string | null {
  const inner = Buffer.from(text.slice(12), "base64url").toString("utf8");
  return closeCursor(question, inner) === text ? inner : null;
}
