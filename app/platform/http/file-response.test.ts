import { describe, expect, it } from "vitest";
import { fileResponse } from "./file-response.server.ts";

const file = { text: "a,b\r\n", type: "text/csv; charset=utf-8", name: "some.csv", maxAgeSeconds: 60 };
const ask = (ifNoneMatch?: string) => fileResponse(new Request("http://local/some.csv", { headers: ifNoneMatch ? { "if-none-match": ifNoneMatch } : {} }), file);

describe("fileResponse", () => {
  it("is a file with its name, type, age and tag", async () => {
    const response = ask();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="some.csv"',
      "cache-control": "public, max-age=60",
      etag: expect.stringMatching(/^W\/"[\w-]{22}"$/) as string,
    });
    expect(await response.text()).toBe("a,b\r\n");
  });

  it("is not sent again to somebody who has it", async () => {
    const etag = ask().headers.get("etag") ?? "";
    for (const tags of [etag, etag.slice(2), `"other", ${etag}`, "*"]) {
      const again = ask(tags);
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    expect(ask('"other"').status).toBe(200);
  });
});
