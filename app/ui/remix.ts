import { Link as FullLink, type LinkProps } from "@remix-run/react";
import { createElement, forwardRef, Fragment } from "react";

/** The one door through which interface parts reach the framework; everything else imports from here. */
export {
  Form,
  NavLink,
  useFetcher,
  useFetchers,
  useLocation,
  useNavigate,
  useNavigation,
  useRevalidator,
  useRouteLoaderData,
  useSearchParams,
  useSubmit,
} from "@remix-run/react";

/** What needs no resolving: a path from the root without dots, with its query. */
const settledAddress = /^\/(?!\/)(?!.*\/\.).*[^?#]$|^\/$/;

/**
 * A link as the server writes it: the same element as the framework's, without the hooks that serve clicks and resolve each
 * address several times over. A list page has sixty of them.
 */
const WrittenLink = forwardRef<HTMLAnchorElement, LinkProps & { discover?: "render" | "none" }>(function Link(props, ref) {
  const { to, prefetch, discover = "render", reloadDocument, replace: _r, state: _s, preventScrollReset: _p, relative: _l, viewTransition: _v, onClick: _c, ...rest } = props;
  if (typeof to !== "string" || prefetch !== undefined || !settledAddress.test(to)) return createElement(FullLink, { ...props, ref });
  const isDiscovered = discover === "render" && !reloadDocument;
  // In two places, as the framework's, so that ids below are counted alike on both sides.
  return createElement(Fragment, null, createElement("a", { ...rest, "data-discover": isDiscovered ? "true" : undefined, href: to }), null);
});

/** A link within the product. */
export const Link: typeof FullLink = typeof document === "undefined" ? WrittenLink : FullLink;
