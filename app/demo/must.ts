import type { Result } from "#app/shared/result.ts";

/** The value of a verb that must not be refused in the demo's story; a refusal is a bug here. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the demo's story was refused: ${result.error} ${JSON.stringify(result.details ?? {})}`);
  return result.value;
}
