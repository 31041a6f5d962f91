/** A time that may be offered in place of another. Instants as ISO text. */
export type OfferedTime = { id: string; startsAt: string; endsAt: string; freeVisits: number; freeGrams: number | null; bookable: boolean };

/**
 * The times nearest to one that falls away which still take the load, nearest first. What is offered to one is not kept from
 * another: whoever moves first has the place. `grams` is the declared load.
 */
export function otherTimes(lost: { startsAt: string; grams: number }, slots: readonly OfferedTime[], count = 3): { id: string; startsAt: string; endsAt: string }[] {
  const away = (slot: OfferedTime) => Math.abs(Date.parse(slot.startsAt) - Date.parse(lost.startsAt));
  return slots
    .filter((slot) => slot.bookable && slot.startsAt !== lost.startsAt && (slot.freeGrams === null || slot.freeGrams >= lost.grams))
    .sort((a, b) => away(a) - away(b) || a.startsAt.localeCompare(b.startsAt))
    .slice(0, count)
    .map(({ id, startsAt, endsAt }) => ({ id, startsAt, endsAt }));
}
