/** Why an input to the formula is refused. Codes are stable; sentences for people live in the `impact` catalogue under `errors`. */
export const IMPACT_ERRORS = [
  "IMPACT.MALFORMED_JSON",
  "IMPACT.NOT_AN_OBJECT",
  "IMPACT.MISSING_FIELD",
  "IMPACT.UNKNOWN_FIELD",
  "IMPACT.WRONG_TYPE",
  "IMPACT.OUT_OF_RANGE",
  "IMPACT.UNKNOWN_ROUTE",
  "IMPACT.UNKNOWN_MODE",
  "IMPACT.UNKNOWN_DELIVERY",
  "IMPACT.UNKNOWN_REGION",
  "IMPACT.UNKNOWN_PRACTICE",
  "IMPACT.BASELINE_SHARES",
  "IMPACT.UNKNOWN_MIX",
  "IMPACT.FIELDS_CONFLICT",
  "IMPACT.FIELD_NOT_FOR_ROUTE",
] as const;

/** Why a verb of the ledger is refused. */
export const LEDGER_ERRORS = ["IMPACT.NOT_FOUND", "IMPACT.WRONG_STATE", "IMPACT.NOT_ALLOWED", "IMPACT.STALE"] as const;

export type ImpactError = (typeof IMPACT_ERRORS)[number];

/** A refused input: which rule, and in words which field and value. The words are English, for logs and command output. */
export interface Refusal {
  error: ImpactError;
  detail: string;
}
