/** Making an Intl formatter costs a hundred times what using it does; a page formats hundreds of numbers. */
const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();
const limit = 500;

function keep<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const there = kept.get(key);
  if (there) return there;
  // Zones and currencies come from outside; the map must not grow without end.
  if (kept.size >= limit) kept.clear();
  const made = make();
  kept.set(key, made);
  return made;
}

/** A number formatter, made once per locale and options. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return keep(numbers, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

/** A date formatter, made once per locale and options. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions = {}): Intl.DateTimeFormat {
  return keep(dates, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}
