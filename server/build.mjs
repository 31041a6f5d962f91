// @ts-check
/** `npm run build`: packages, client and app, each only where something changed. */
import { ensureReady } from "./setup.mjs";

ensureReady();
