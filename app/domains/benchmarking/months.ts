/** Months as "YYYY-MM", which sort as text. */

export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

/** The month so many months later (or earlier, below zero). */
export function addMonths(month: string, count: number): string {
  const index = indexOf(month) + count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Every month from one to another, both included; none where they are the wrong way round. */
export function monthsFrom(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, indexOf(to) - indexOf(from) + 1) }, (_, step) => addMonths(from, step));
}
