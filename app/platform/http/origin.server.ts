/**
 * True when a state-changing request or a websocket upgrade comes from our own pages. Browsers always send Origin on
 * such requests; other programs send none and carry no cookies of ours worth stealing (the API uses bearer tokens).
 */
export function isSameOrigin(input: { origin: string | undefined; host: string | undefined; publicUrl: string }): boolean {
  if (input.origin === undefined) return true;
  try {
    const origin = new URL(input.origin);
    return origin.host === input.host || origin.origin === new URL(input.publicUrl).origin;
  } catch {
    return false;
  }
}
