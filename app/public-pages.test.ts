import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { wantedOf } from "#app/platform/page-cache/wanted.server.ts";
import { publicPages } from "./public-pages.server.ts";

/** An address of each page, from the names of the routes' files. */
const addresses = readdirSync(path.join(import.meta.dirname, "routes"))
  .filter((name) => name !== "$.tsx")
  .map((name) => name.replace(/\.tsx?$/, "").replaceAll("[.]", "~"))
  .map((name) => `/${name.replace(/(^|\.)_index$/, "").replaceAll("_.", ".").replaceAll(".", "/").replaceAll("~", ".").replaceAll(/\$\w*/g, "some-id")}`);

it("shares the pages that everybody may see, and no other", () => {
  const shared = addresses.filter((url) => wantedOf(publicPages, { method: "GET", url, headers: {} }));
  expect(shared.sort()).toEqual([
    "/",
    "/communities",
    "/communities/some-id",
    "/grading",
    "/impact",
    "/impact/factors",
    "/impact/factors/some-id",
    "/impact/ledger",
    "/impact/method",
    "/leaderboard",
    "/listings",
    "/listings/some-id",
    "/points",
    "/points/some-id",
    "/rules",
    "/statistics",
    "/transparency",
  ]);
});

it("knows which listing, point or factor a page shows", () => {
  const topics = (url: string) => wantedOf(publicPages, { method: "GET", url, headers: {} })?.topics;
  expect(topics("/listings/0b7e-1?x=1")).toEqual(["listing:0b7e-1"]);
  expect(topics("/points/p_1")).toEqual(["point:p_1"]);
  expect(topics("/impact/factors/defra-2025/steel.primary")).toEqual(["board"]);
});
