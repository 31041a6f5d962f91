import { reasonCodes } from "../licences.rules.ts";

/** Why a licence was moved, as it stands with the move: one of the usual reasons by its code, words, or both ("code: words"). "–" for none. */
export function moveReason(t: (key: string) => string, reason: string | null): string {
  if (reason === null) return "–";
  const code = reasonCodes.find((one) => reason === one || reason.startsWith(`${one}: `));
  return code ? [t(`licences:reasons.${code}`), reason.slice(code.length + 2)].filter(Boolean).join(" ") : reason;
}
