import { afterEach, describe, expect, it, vi } from "vitest";
import { postActions, postPhoto } from "./driver-send.ts";

const picture = { type: "image/jpeg", bytes: new ArrayBuffer(8) };
const answering = (status: number, body: unknown = null) => vi.stubGlobal("fetch", () => Promise.resolve(body === null ? new Response("<html>", { status }) : Response.json(body, { status })));
const photo = () => postPhoto("round", "act", picture);

describe("what a phone makes of an answer", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("keeps a photo whose round is not found, as it keeps the acts: another party may be acted for", async () => {
    for (const status of [401, 403, 404]) {
      for (const body of [null, { error: "ROUNDS.NOT_FOUND" }]) {
        answering(status, body);
        expect(await photo()).toEqual({ kind: "refused" });
        expect(await postActions("round", [])).toEqual({ kind: "refused" });
      }
    }
  });

  it("tries again where the server is not itself, and gives a photo's own reason", async () => {
    for (const status of [408, 429, 500, 503]) {
      answering(status);
      expect(await photo()).toEqual({ kind: "unreachable" });
    }
    answering(409, { error: "PICKUPS.ALREADY_WITH_PHOTO" });
    expect(await photo()).toEqual({ kind: "not_taken", problem: "PICKUPS.ALREADY_WITH_PHOTO" });
    answering(413);
    expect(await photo()).toEqual({ kind: "not_taken", problem: "ROUNDS.PHOTO_INVALID" });
    answering(200, { changed: true });
    expect(await photo()).toEqual({ kind: "kept" });
  });
});
