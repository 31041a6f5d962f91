import { describe, expect, it } from "vitest";
import { distanceMetres } from "#app/shared/geo.ts";
import { cornersSoFar, outlineText, readOutline, type Corner } from "./outline.rules.ts";

const square: Corner[] = [[13.4, 52.5], [13.45, 52.5], [13.45, 52.53], [13.4, 52.53]];
const closed = (corners: Corner[]) => [...corners, corners[0]];
const polygon = (...rings: unknown[]) => JSON.stringify({ type: "Polygon", coordinates: rings });

describe("the outline of an area", () => {
  it.each([
    ["a polygon", polygon(closed(square))],
    ["a feature", JSON.stringify({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [closed(square)] } })],
    ["a ring", JSON.stringify(closed(square))],
    ["our own text", outlineText(square)],
    ["with heights and a corner said twice", polygon([...closed(square).map((corner) => [...(corner ?? []), 34])].flatMap((corner, index) => (index === 1 ? [corner, corner] : [corner])))],
  ])("is read from %s, with a circle around all its corners", (_, text) => {
    const read = readOutline(text);
    expect("outline" in read && [...read.outline.corners].sort()).toEqual([...square].sort());
    if (!("outline" in read)) return;
    const { centre, radiusMetres } = read.outline;
    expect(centre).toEqual({ latitude: expect.closeTo(52.515, 6) as number, longitude: expect.closeTo(13.425, 6) as number });
    for (const [longitude, latitude] of square) expect(distanceMetres(centre, { latitude, longitude })).toBeLessThan(radiusMetres);
  });

  it.each([
    ["unreadable", "north of the river"],
    ["unreadable", "{}"],
    ["unreadable", polygon([[13.4, "52.5"]])],
    ["unreadable", JSON.stringify({ type: "Polygon" })],
    ["holes", polygon(closed(square), closed([[13.41, 52.51], [13.42, 52.51], [13.42, 52.52]]))],
    ["notClosed", polygon(square)],
    ["notClosed", polygon([])],
    ["fewCorners", polygon([[13.4, 52.5], [13.5, 52.5], [13.4, 52.5]])],
    ["manyCorners", polygon(closed(Array.from({ length: 101 }, (__, n): Corner => [13 + Math.cos((n / 101) * 2 * Math.PI) * 0.1, 52 + Math.sin((n / 101) * 2 * Math.PI) * 0.1])))],
    ["offTheGlobe", polygon(closed([[13.4, 91], [13.5, 52.5], [13.4, 52.6]]))],
    ["crossesItself", polygon(closed([[13.4, 52.5], [13.45, 52.53], [13.45, 52.5], [13.4, 52.53]]))],
    // A corner on a side that is no neighbour's; a side that goes back; a corner visited twice.
    ["crossesItself", polygon(closed([[13.4, 52.5], [13.5, 52.5], [13.5, 52.6], [13.45, 52.5], [13.4, 52.6]]))],
    ["crossesItself", polygon(closed([[13.4, 52.5], [13.5, 52.5], [13.45, 52.5], [13.45, 52.6]]))],
    ["tooSmall", polygon(closed([[13.4, 52.5], [13.4005, 52.5], [13.4005, 52.5005]]))],
    ["tooLarge", polygon(closed([[10, 50], [14, 50], [14, 54], [10, 54]]))],
    ["tooLarge", polygon(closed([[-179.9, 10], [179.9, 10], [179.9, 10.2], [-179.9, 10.2]]))],
  ])("is refused: %s", (problem, text) => expect(readOutline(text)).toEqual({ problem }));

  it("is drawn as far as it goes", () => {
    expect(cornersSoFar(outlineText(square.slice(0, 2)))).toEqual(square.slice(0, 2));
    expect(cornersSoFar(polygon(square))).toEqual(square);
    expect(cornersSoFar(outlineText([]))).toEqual([]);
    expect(cornersSoFar("[")).toEqual([]);
  });
});
