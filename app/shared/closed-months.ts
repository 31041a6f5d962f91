/** Days after its end for which a month still takes entries as its own; then it is closed, and its figures are published. What comes later is late. */
export const MONTH_CLOSES_AFTER_DAYS = 10;

/** The latest month ("YYYY-MM", in UTC) that is closed at an instant. */
export function lastClosedMonth(now: Date): string {
  const then = new Date(now.getTime() - MONTH_CLOSES_AFTER_DAYS * 86_400_000);
  return new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
