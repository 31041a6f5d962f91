import type { Target } from "./dispatch.server.ts";
import { toSockets } from "./to-sockets.server.ts";

/** Where events go, in this order. */
export const targets: Target[] = [toSockets];
