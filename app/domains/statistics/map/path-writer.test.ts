import { expect, it } from "vitest";
import { PathWriter } from "./path-writer.ts";

function written(leastSize: number, ...rings: [number, number][][]): PathWriter {
  const writer = new PathWriter(leastSize);
  for (const ring of rings) {
    for (const [at, [x, y]] of ring.entries()) {
      if (at === 0) writer.moveTo(x, y);
      else writer.lineTo(x, y);
    }
    writer.closePath();
  }
  return writer;
}

it("writes whole numbers, each corner from the one before", () => {
  expect(written(1, [[0.2, 0], [10, 0], [10, 9.7], [0, 10]]).path).toBe("M0 0l10 0 0 10-10 0z");
});

it("leaves out corners that nobody would see", () => {
  expect(written(1, [[0, 0], [5, 0.1], [10, 0], [10, 5], [10, 10], [0, 10]]).path).toBe("M0 0l10 0 0 10-10 0z");
});

it("leaves out pieces that are too small, and still knows how much was drawn", () => {
  const writer = written(2, [[0, 0], [1, 0], [1, 1]], [[30, 40], [31, 40], [31, 41]]);
  expect(writer.path).toBe("");
  expect(writer.size).toBe(41);
  expect(written(2).size).toBe(0);
});

it("draws a border alike from both sides", () => {
  const border: [number, number][] = [[0, 0], [3, 0.3], [6, -0.2], [9, 0.4], [11, 2], [14, 2.3], [17, 2.1], [21, 6], [30, 5]];
  const cornersOf = (path: string) => {
    let [x, y] = [0, 0];
    return (path.match(/-?\d+/g) ?? []).map(Number).flatMap((number, at) => (at % 2 === 0 ? ((x += number), []) : [`${x} ${(y += number)}`]));
  };
  const north = cornersOf(written(1, [...border, [30, -20], [0, -20]]).path).filter((corner) => !corner.endsWith("-20"));
  const south = cornersOf(written(1, [...[...border].reverse(), [0, 20], [30, 20]]).path).filter((corner) => !corner.endsWith(" 20"));
  expect(south.reverse()).toEqual(north);
  expect(north.length).toBeLessThan(border.length);
});
