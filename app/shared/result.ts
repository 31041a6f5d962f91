/**
 * The outcome of a verb that may fail in an expected way. Bugs and broken dependencies throw instead.
 * `E` is a stable code such as `DEALS.NOT_ALLOWED`; only the edge turns codes into statuses and sentences.
 */
export type Result<T, E extends string = string> =
  | { ok: true; value: T }
  | { ok: false; error: E; details?: Record<string, unknown> };

/** A success carrying `value`. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** An expected failure with a stable code and, where useful, facts for the reply (e.g. the present state). */
export function err<E extends string>(
  error: E,
  details?: Record<string, unknown>,
): { ok: false; error: E; details?: Record<string, unknown> } {
  return details ? { ok: false, error, details } : { ok: false, error };
}
