import { answerComing, bookStall, helpIn } from "#app/domains/events/attendance.service.server.ts";
import { addShift, moveDay, planEvent } from "#app/domains/events/events.service.server.ts";
import type { NewEventInput } from "#app/domains/events/events.schema.ts";
import { closeDay } from "#app/flows/settle-event.server.ts";
import { checkInAtDesk, noteAtDesk } from "#app/flows/desk-of-event.server.ts";
import { addItem, borrow, waitFor } from "#app/domains/shelves/shelves.service.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import { findPartySlug } from "./demo.repository.server.ts";
import { timeZone } from "./district.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

type Db = Database["db"];

const namespace = "2b1f63a7-9c5e-4d0b-8a7e-5a1c77f0d1e4";
const id = (name: string) => uuidv5(name, namespace);
const at = (instant: DateTime): Clock => ({ now: () => instant.toJSDate() });

/** A flea market next Saturday with stalls, seats and shifts, and a sharing day a fortnight ago with its sheet, both of Green Lake Gardens, and its shelf. */
export async function communityDays(db: Db, cast: Cast, now: Date): Promise<void> {
  const { mei, tom, lin, omar, sofia } = cast.residents;
  const slug = await findPartySlug(db, cast.communityIds.gardens);
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const saturday = today.plus({ days: ((6 - today.weekday + 7) % 7) || 7 });

  const market = id("market");
  await announce(db, cast, slug, { eventId: market, kind: "flea_market", title: "翠湖跳蚤市集 Flea market by the lake", description: "自带桌布，摊位有编号。下雨改到活动室。\nBring a cloth for your table. In rain we move into the hall.", placeLabel: "翠湖花园广场 Gardens square", date: saturday.toFormat("yyyy-MM-dd"), from: "09:30", until: "14:00", guestCapacity: 60, stallCount: 8, pointId: "" }, at(today));
  const shift = { shiftId: id("market:shift"), task: "摆桌子 Set up tables", shiftDate: saturday.toFormat("yyyy-MM-dd"), shiftFrom: "08:00", shiftUntil: "09:30", needed: 4 };
  must(await addShift(db, mei, market, shift));
  must(await bookStall(db, tom, market, { number: 3, wares: "Books, records, a toolbox" }));
  must(await bookStall(db, lin, market, { number: 4, wares: "童书、积木" }));
  must(await answerComing(db, omar, market, { size: 2 }));
  must(await answerComing(db, sofia, market, { size: 1 }));
  must(await helpIn(db, omar, market, shift));

  await shelfOfGardens(db, cast, slug, at(today.minus({ days: 3 })));

  const day = today.minus({ days: 13 }).set({ hour: 10, minute: 0, second: 0, millisecond: 0 });
  const sharing = id("sharing");
  await announce(db, cast, slug, { eventId: sharing, kind: "sharing_day", title: "秋天共享日 Autumn sharing day", description: "带来用不上的，拿走用得上的。 Bring what you do not need, take what you do.", placeLabel: "翠湖花园活动室 Gardens hall", date: day.toFormat("yyyy-MM-dd"), from: "10:00", until: "15:00", guestCapacity: null, stallCount: 0, pointId: "" }, at(day.minus({ days: 9 })));
  must(await answerComing(db, lin, sharing, { size: 3 }, at(day.minus({ days: 4 }))));
  const desk = at(day.plus({ hours: 1 }));
  must(await checkInAtDesk(db, mei, sharing, { checkInId: id("sharing:crowd"), who: "nobody", pass: "", size: 46 }, desk));
  const taken = [
    { category: "jeans", itemCount: 9 },
    { category: "wooden_chair", itemCount: 4 },
    { category: "lamp", itemCount: 3, grams: 4_100 },
    { category: "jumper", itemCount: 12 },
  ];
  for (const [index, line] of taken.entries()) {
    must(await noteAtDesk(db, mei, sharing, { noteId: id(`sharing:${index}`), checkInId: "", direction: "taken", material: null, grams: null, stall: null, ...line }, desk));
  }
  must(await noteAtDesk(db, mei, sharing, { noteId: id("sharing:brought"), checkInId: "", direction: "brought", category: "jeans", material: null, itemCount: 15, grams: null, stall: null }, desk));
  must(await closeDay(db, mei, sharing, { version: 2 }, at(day.plus({ hours: 6 }))));
}

/** A few things on the shelf of Green Lake Gardens: one is lent and waited for. */
async function shelfOfGardens(db: Db, cast: Cast, slug: string, clock: Clock): Promise<void> {
  const { mei, lin, omar } = cast.residents;
  const things = [
    { kind: "tool", title: "充电电钻 Cordless drill", isbn: null, note: "在门卫室，含两块电池。 At the gatehouse, with two batteries.", loanDays: 7 },
    { kind: "book", title: "小王子 The Little Prince", isbn: "9787020042494", note: "", loanDays: 28 },
    { kind: "tool", title: "折叠梯 Folding ladder, 3 m", isbn: null, note: "", loanDays: 7 },
  ] as const;
  for (const [index, thing] of things.entries()) must(await addItem(db, mei, slug, { itemId: id(`shelf:${index}`), ...thing }, clock));
  must(await borrow(db, lin, id("shelf:0"), clock));
  must(await waitFor(db, omar, id("shelf:0"), clock));
}

async function announce(db: Db, cast: Cast, slug: string, input: NewEventInput, clock: Clock): Promise<void> {
  must(await planEvent(db, cast.residents.mei, slug, input, clock));
  must(await moveDay(db, cast.residents.mei, input.eventId, { verb: "publish", version: 1, reason: "" }, clock));
}
