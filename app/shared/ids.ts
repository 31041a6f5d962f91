import { v7 as uuidv7 } from "uuid";

/** A new identifier: UUID version 7 as text, so that ids sort by time of creation and work as keyset cursors. */
export function newId(): string {
  return uuidv7();
}
