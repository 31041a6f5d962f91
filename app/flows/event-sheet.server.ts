import { countPresent, listEntryIds, sumNotes } from "#app/domains/events/desk.repository.server.ts";
import { countsInLedger } from "#app/domains/events/events.rules.ts";
import type { EventView, NoteSum } from "#app/domains/events/events.schema.ts";
import { viewEvent } from "#app/domains/events/view.service.server.ts";
import { sumOfEntries, type EntriesSum } from "#app/domains/impact/entries-sum.repository.server.ts";
import { FORMULA_VERSION } from "#app/domains/impact/impact.formula.ts";
import type { TotalView } from "#app/domains/impact/totals.schema.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";

/** A line of what went round: its figure, or why it has none. */
export interface SheetLine extends NoteSum {
  figure: TotalView | null;
  /** `not_counted`: it was brought and not taken; `waits`: the day is not settled; `no_figure`: no publisher gives one. */
  without: "not_counted" | "waits" | "no_figure" | null;
}

/** The one page of a day. */
export interface EventSheet {
  event: EventView;
  present: { people: number; households: number; unnamed: number };
  lines: SheetLine[];
  sum: EntriesSum;
  entryIds: string[];
  formulaVersion: string;
}

/** What a day came to, for whoever may see the day; nobody is named in it. Null where they may not, or before it began to be noted. */
export async function eventSheet(db: Db, actor: Actor | null, eventId: string, now: Date): Promise<EventSheet | null> {
  const event = await viewEvent(db, actor, eventId, now);
  if (!event || event.state === "planned" || event.state === "cancelled") return null;
  const [present, notes, entryIds] = await Promise.all([countPresent(db, eventId), sumNotes(db, eventId), listEntryIds(db, eventId)]);
  const sum = await sumOfEntries(db, entryIds);
  const lines = notes.map((note): SheetLine => {
    if (!countsInLedger(event.kind, note.direction)) return { ...note, figure: null, without: "not_counted" };
    if (!event.isSettled) return { ...note, figure: null, without: "waits" };
    const figure = sum.byCode[note.material ?? note.category ?? ""] ?? null;
    return figure && figure.grade !== null ? { ...note, figure, without: null } : { ...note, figure: null, without: "no_figure" };
  });
  return { event, present, lines, sum, entryIds, formulaVersion: sum.formulaVersions.at(-1) ?? FORMULA_VERSION };
}
