/**
 * Every address that leads nowhere. Without a route of its own such a page would come without the root's data: no language,
 * no theme, nobody signed in.
 */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export const action = loader;

export default function Lost() {
  return null;
}
