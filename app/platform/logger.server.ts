import pino from "pino";
import { singleton } from "./singleton.server.ts";

/** The process's logger: JSON lines on stderr, so that stdout stays free for a command's result. */
export function logger(): pino.Logger {
  return singleton("logger", () =>
    pino(
      {
        level: process.env.LOG_LEVEL ?? (process.env.VITEST ? "silent" : "info"),
        base: undefined,
        redact: ["req.headers.cookie", "req.headers.authorization", "password", "token"],
      },
      pino.destination({ fd: 2, sync: false }),
    ),
  );
}
