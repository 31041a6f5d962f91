/** Why this room refuses. The sentences are in the `webhooks` catalogue under `errors`. */
export type WebhooksError =
  | "WEBHOOKS.NOT_FOUND"
  | "WEBHOOKS.NOT_ALLOWED"
  | "WEBHOOKS.STALE"
  | "WEBHOOKS.WRONG_STATE"
  | "WEBHOOKS.FULL"
  | "WEBHOOKS.URL_INVALID";
