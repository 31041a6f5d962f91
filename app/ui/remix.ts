import { Link as FullLink, NavLink as FullNavLink, useLocation, type LinkProps, type NavLinkProps } from "@remix-run/react";
import { createElement, forwardRef, Fragment } from "react";

/** The one door through which interface parts reach the framework; everything else imports from here. */
export {
  Form,
  useActionData,
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

/** The same for a link that says where one is. The server is never on its way to another page, so no link is pending. */
const WrittenNavLink = forwardRef<HTMLAnchorElement, NavLinkProps>(function NavLink(props, ref) {
  const { pathname } = useLocation();
  const { to, end = false, caseSensitive, className = "", style, children, ...rest } = props;
  const isPlain = typeof to === "string" && plainPath.test(to) && !caseSensitive && typeof className === "string" && typeof style !== "function" && typeof children !== "function";
  if (!isPlain) return createElement(FullNavLink, { ...props, ref });
  const [here, there] = [pathname.toLowerCase(), to.toLowerCase()];
  const isActive = here === there || (!end && here.startsWith(`${there}/`));
  return createElement(WrittenLink, { ...rest, style, to, className: isActive ? `${className} active`.trim() : className, "aria-current": isActive ? (rest["aria-current"] ?? "page") : undefined, ref }, children);
});

const plainPath = /^\/[\w-]+(?:\/[\w-]+)*$/;

/** A link of a menu: it says `aria-current` on the page it leads to. */
export const NavLink: typeof FullNavLink = typeof document === "undefined" ? WrittenNavLink : FullNavLink;

/** A link within the product. */
export const Link: typeof FullLink = typeof document === "undefined" ? WrittenLink : FullLink;
