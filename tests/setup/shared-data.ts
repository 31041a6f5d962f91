import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The folder of shared sample data beside the project, or the one `ROUNDABOUT_SHARED` names. */
const root = process.env.ROUNDABOUT_SHARED ?? path.resolve(import.meta.dirname, "../../../shared");

/** The path of a shared sample file, or null when the data is not beside this checkout. */
export function sharedDataPath(name: string): string | null {
  const file = path.join(root, "data", name);
  return existsSync(file) ? file : null;
}

/** The text of a shared sample file, or null when the data is not beside this checkout. */
export function sharedData(name: string): string | null {
  const file = sharedDataPath(name);
  return file ? readFileSync(file, "utf8") : null;
}
