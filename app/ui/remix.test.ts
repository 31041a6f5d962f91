import { Link as FullLink } from "@remix-run/react";
import { createElement, useId } from "react";
import { renderToString } from "react-dom/server";
import { StaticRouter } from "react-router-dom/server.js";
import { expect, it } from "vitest";
import { Link } from "./remix.ts";

function Numbered() {
  return createElement("i", { id: useId() });
}

it.each([
  { to: "/" },
  { to: "/listings?q=a&b=ü#top", className: "x", "aria-current": "true" as const },
  { to: "/listings/1/", reloadDocument: true, rel: "nofollow", target: "_blank" },
  { to: "/a/../b", replace: true, state: { a: 1 }, preventScrollReset: true, onClick: () => undefined },
  { to: "/a?" },
  { to: "/a#" },
  { to: "//a" },
  { to: "b" },
  { to: "../b" },
  { to: "?page=2" },
  { to: "https://example.org/x" },
  { to: { pathname: "/c", search: "?d=1" } },
  { to: "/c", discover: "none" as const },
])("the server writes the framework's link to $to", (props) => {
  const inside = (link: typeof FullLink) =>
    renderToString(createElement(StaticRouter, { location: "/listings/mine?x=1" }, createElement("p", null, createElement(link, props, createElement(Numbered), "words"), createElement(Numbered))));
  expect(Link).not.toBe(FullLink);
  const sorted = (html: string) => html.replace(/<a ([^>]*)>/, (_all, attributes: string) => `<a ${attributes.split(/ (?=[\w-]+=)/).sort().join(" ")}>`);
  expect(sorted(inside(Link))).toBe(sorted(inside(FullLink)));
});
