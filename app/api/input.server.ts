import { z } from "zod";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import type { PreparedPhoto } from "#app/platform/images/photo.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { check, isStorable, type InputIssue } from "./issues.server.ts";
import type { Operation, OperationContext } from "./operation.ts";

/** The largest body that is read. */
export const maxBodyBytes = 256 * 1024;

type Input = Pick<OperationContext, "params" | "query" | "body" | "photos">;

/**
 * Everything a request says, checked by the operation's schemas. Errors: HTTP.INPUT_INVALID and HTTP.BODY_INVALID with
 * `errors` (pointer and sentence), API.BODY_TOO_LARGE, API.MEDIA_TYPE.
 */
export async function readInput(
  operation: Operation,
  request: Request,
  from: { params: Record<string, string>; search: URLSearchParams; locale: Locale },
): Promise<Result<Input>> {
  const issues: InputIssue[] = [];
  const read = (schema: z.ZodObject | undefined, value: unknown, where: string): Record<string, unknown> => {
    if (!schema) return {};
    if (!isStorable(value)) {
      issues.push({ pointer: where, message: translator(from.locale)("errors:invalid") });
      return {};
    }
    const checked = check(schema, value, { where, locale: from.locale });
    if ("value" in checked) return checked.value;
    issues.push(...checked.issues);
    return {};
  };
  const form = operation.upload ? await readUpload(operation.upload, request, from.locale) : ok({ fields: null, photos: [], issue: null });
  if (!form.ok) return form;
  if (form.value.issue) issues.push(form.value.issue);
  const body = form.value.fields ? ok(form.value.fields) : await readBody(operation, request);
  if (!body.ok) return body;
  const input: Input = {
    params: read(operation.params, from.params, "#/path"),
    query: read(operation.query, queryOf(operation, from.search), "#/query"),
    body: read(operation.body, body.value, "#"),
    photos: form.value.photos,
  };
  return issues.length > 0 ? err("HTTP.INPUT_INVALID", { errors: issues }) : ok(input);
}

type Upload = { fields: Record<string, string> | null; photos: PreparedPhoto[]; issue: InputIssue | null };

/** A form with photos. More bytes than its photos may have is no form that is read; a photo that is none is an issue of its field. */
async function readUpload({ field, maxFiles, maxMegabytes }: NonNullable<Operation["upload"]>, request: Request, locale: Locale): Promise<Result<Upload>> {
  if (!request.headers.get("content-type")?.toLowerCase().startsWith("multipart/form-data")) return err("API.MEDIA_TYPE");
  if (Number(request.headers.get("content-length") ?? 0) > maxFiles * maxMegabytes * 1_000_000 + maxBodyBytes) return err("API.BODY_TOO_LARGE");
  try {
    const { form, photos, photoError } = await readPhotoForm(request, { field, maxFiles, maxMegabytes });
    const t = translator(locale);
    const problem = photoError ?? (photos.length === 0 ? "errors:required" : null);
    const fields = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
    return ok({ fields, photos, issue: problem === null ? null : { pointer: `#/${field}`, message: translateError((key, words) => t(key, words ?? {}), problem) } });
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    return err(thrown.status === 413 ? "API.BODY_TOO_LARGE" : "HTTP.BODY_INVALID");
  }
}

async function readBody(operation: Operation, request: Request): Promise<Result<unknown>> {
  if (!operation.body) return ok({});
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) return err("API.BODY_TOO_LARGE");
  const bytes = await readAtMost(request, maxBodyBytes);
  if (!bytes) return err("API.BODY_TOO_LARGE");
  if (bytes.length === 0) return ok({});
  const type = (request.headers.get("content-type") ?? "application/json").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) return err("API.MEDIA_TYPE");
  try {
    const body: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return ok(body);
  } catch {
    return err("HTTP.BODY_INVALID");
  }
}

/** The body, or null when it is longer than `limit` bytes; what comes after that is not read. */
export async function readAtMost(request: Request, limit: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return Buffer.concat(parts);
    length += chunk.value.byteLength;
    if (length > limit) {
      await reader?.cancel();
      return null;
    }
    parts.push(chunk.value);
  }
}

/**
 * The query as an object: a name whose schema is a list gives a list, one that comes several times too (schemas that want one
 * value refuse it), and an empty value counts as absent.
 */
function queryOf(operation: Operation, search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, field] of Object.entries(operation.query?.shape ?? {})) {
    const values = search.getAll(name).filter((value) => value !== "");
    const [first] = values;
    if (first === undefined) continue;
    query[name] = values.length > 1 || isList(field as z.ZodType) ? values : first;
  }
  return query;
}

function isList(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) return isList(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodArray;
}
