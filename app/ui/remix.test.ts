import { Link as FullLink, NavLink as FullNavLink } from "@remix-run/react";
import { createElement, useId, type ComponentType } from "react";
import { renderToString } from "react-dom/server";
import { StaticRouter } from "react-router-dom/server.js";
import { expect, it } from "vitest";
import { Link, NavLink } from "./remix.ts";

function Numbered() {
  return createElement("i", { id: useId() });
}

/** A link with numbered neighbours inside and after it, its attributes in order. */
function written<P extends object>(link: ComponentType<P>, props: P): string {
  const page = createElement("p", null, createElement(link, props, createElement(Numbered), "words"), createElement(Numbered));
  const html = renderToString(createElement(StaticRouter, { location: "/listings/mine?x=1" }, page));
  return html.replace(/<a ([^>]*)>/, (_all, attributes: string) => `<a ${attributes.split(/ (?=[\w-]+=)/).sort().join(" ")}>`);
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
  expect(Link).not.toBe(FullLink);
  expect(written(Link, props)).toBe(written(FullLink, props));
});

it.each([
  { to: "/listings", className: "x" },
  { to: "/listings", end: true, className: "x" },
  { to: "/Listings/Mine", end: true },
  { to: "/list" },
  { to: "/listings/mine", className: "a b", "aria-current": "location" as const },
  { to: "/listings/mine/" },
  { to: "/" },
  { to: "/", end: true },
  { to: "/listings?x=2" },
  { to: "/points", className: ({ isActive }: { isActive: boolean }) => (isActive ? "on" : "off") },
  { to: "/LISTINGS", caseSensitive: true },
  { to: "..", style: { color: "red" } },
])("the server writes the framework's menu link to $to", (props) => {
  expect(NavLink).not.toBe(FullNavLink);
  expect(written(NavLink, props)).toBe(written(FullNavLink, props));
});
