import { useState } from "react";
import { useActionData as useFrameworksAnswer, useLocation } from "../remix.ts";

/**
 * What the loader made for one filling of a form, such as the id it will be sent under: the same while the page only looks again, because
 * something changed elsewhere; the present one after the form was sent or the page was left. A form that is keyed by it keeps what
 * somebody is typing.
 */
export function useUntilSent<T>(fresh: T): T {
  const { key } = useLocation();
  const [kept, keep] = useState({ key, value: fresh });
  if (kept.key === key) return kept.value;
  keep({ key, value: fresh });
  return fresh;
}

/**
 * What the page's action answered, for as long as the page stands. The framework's hook of this name forgets it when the page looks again because
 * something changed elsewhere, and with it the errors and what was typed.
 */
export const useActionData: typeof useFrameworksAnswer = () => useUntilLeft(useFrameworksAnswer<never>());

/** An answer for as long as its page stands: until another comes, or the page is left or sent again. */
function useUntilLeft<T>(answer: T | undefined): T | undefined {
  const { key } = useLocation();
  const [kept, keep] = useState({ key, answer });
  if (kept.key === key && (answer === undefined || answer === kept.answer)) return kept.answer;
  keep({ key, answer });
  return answer;
}
