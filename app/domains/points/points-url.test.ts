import { describe, expect, it } from "vitest";
import { boundsParam, changed, frameAround, isWithin, searchOfUrl, widened } from "./points-url.ts";

const search = (text: string) => searchOfUrl(new URLSearchParams(text));

describe("searchOfUrl", () => {
  it("reads all parts", () => {
    expect(search("q=+Basel+&lat=1.5&lon=-2&km=5&bounds=1,2,3,4&group=glass&group=paper&material=pet&open=1&bookable=1&operator=ring&cursor=abc")).toEqual({
      q: "Basel",
      at: { latitude: 1.5, longitude: -2 },
      km: 5,
      bounds: { south: 1, west: 2, north: 3, east: 4 },
      groups: ["glass", "paper"],
      materials: ["pet"],
      openNow: true,
      bookable: true,
      operator: "ring",
      cursor: "abc",
    });
  });

  it.each(["", "lat=91&lon=0", "lat=x&lon=1", "bounds=1,2,3", "bounds=4,2,3,5", "bounds=a,b,c,d", "group=gold&material=gold", "open=yes", "km=501", `cursor=${"x".repeat(301)}`])(
    "leaves out what cannot be read: %s",
    (text) => expect(search(text)).toEqual({ groups: [], materials: [], openNow: false, bookable: false }),
  );

  it("takes whole turns of the globe off a box", () => {
    expect(search("bounds=0,350,10,370").bounds).toEqual({ south: 0, west: -10, north: 10, east: 10 });
    expect(search("bounds=-100,-400,100,400").bounds).toEqual({ south: -90, west: -180, north: 90, east: 180 });
  });
});

it("changes parts and starts from the top again", () => {
  const params = new URLSearchParams("q=a&group=glass&cursor=c");
  expect(changed(params, { group: ["glass", "paper"], q: null, open: "1" }).toString()).toBe("group=glass&group=paper&open=1");
});

it("frames places, and knows what lies within", () => {
  const frame = frameAround([{ latitude: 1, longitude: 2 }, { latitude: 3, longitude: 5 }]);
  expect(frame).toEqual({ south: 0.998, west: 1.998, north: 3.002, east: 5.002 });
  expect(frameAround([])).toBeNull();
  if (frame) expect([isWithin(frame, widened(frame, 0.5)), isWithin(widened(frame, 0.5), frame)]).toEqual([true, false]);
  expect(boundsParam({ south: 1.123456789, west: 2, north: 3, east: 4 })).toBe("1.12346,2,3,4");
});
