import type { Clock } from "#app/platform/clock.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import type { PreparedPhoto } from "#app/platform/images/photo.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { confirmBooking, holdSlot } from "../bookings.service.server.ts";
import type { PickupError } from "../pickups.errors.ts";
import { holdInput } from "../pickups.schema.ts";
import { waitingInput } from "../waiting.schema.ts";
import { joinLine } from "../waiting.service.server.ts";
import { selectAreasAt } from "./areas.repository.server.ts";
import type { AreaAtPlace } from "./areas.schema.ts";
import { forgetDraft, newDraft, readDraft, saveDraft } from "./drafts.service.server.ts";
import { doorOf, loadOf, withDoor, withLoad, type FieldProblems, type HomeDraftData, type Load } from "./home-draft.rules.ts";
import { homeFormAddress } from "./home-form-address.ts";
import { addHomePhotos } from "./home-photos.service.server.ts";
import type { DoorInput } from "./home.schema.ts";

/** What a step of the form came to: on to an address, or back to the form with everything typed and what is wrong. */
export type Filled = { kind: "go"; to: string } | { kind: "again"; draft: HomeDraftData; problems: FieldProblems; error: PickupError | null; status: number };

type Input = { draftId: string; form: FormData; photos: PreparedPhoto[]; photoError: string | null };
type Sheet = { db: Db; files: Storage; actor: Actor; draftId: string; draft: HomeDraftData; form: FormData; clock: Clock };

/** Takes one step of the home booking form: its `intent` is where, area, what, hold (or `waitFor`), confirm. */
export async function fillHomeBooking(db: Db, files: Storage, actor: Actor, input: Input, clock: Clock = systemClock): Promise<Filled> {
  const known = await readDraft(db, actor, input.draftId);
  const draft = known ?? (await newDraft(db, actor, null)).draft;
  const sheet: Sheet = { db, files, actor, draftId: input.draftId, draft, form: input.form, clock };
  const intent = input.form.get("intent");
  if (intent === "where" || !known) return where(sheet);
  if (intent === "area") return chooseArea(sheet);
  if (intent === "confirm") return input.photoError ? again(sheet, draft, { photos: input.photoError }) : confirm(sheet, input.photos);
  const ready = await readyOf(sheet, draft);
  if (intent === "what") return what(sheet, ready?.area ?? null);
  if (!ready?.load) return go(sheet, ready ? 2 : 1);
  return input.form.get("waitFor") ? wait(sheet, { ...ready, load: ready.load }) : hold(sheet, { ...ready, load: ready.load });
}

const go = (sheet: Sheet, step: number, more: Record<string, string> = {}): Filled => ({ kind: "go", to: homeFormAddress(sheet.draftId, step, more) });
const again = (_sheet: Sheet, draft: HomeDraftData, problems: FieldProblems): Filled => ({ kind: "again", draft, problems, error: null, status: 400 });
const refused = (sheet: Sheet, error: PickupError): Filled => ({ kind: "again", draft: sheet.draft, problems: {}, error, status: statusOf(error) });

async function save(sheet: Sheet, data: HomeDraftData): Promise<Result<null, PickupError>> {
  return saveDraft(sheet.db, sheet.actor, { id: sheet.draftId, data }, sheet.clock);
}

/** The door: kept, and whoever collects there is looked for. One alone is chosen at once. */
async function where(sheet: Sheet): Promise<Filled> {
  const draft = withDoor(sheet.draft, sheet.form);
  const { door, problems } = doorOf(draft);
  if (!door) return again(sheet, draft, problems);
  const areas = await selectAreasAt(sheet.db, door);
  if (areas.length === 0) return again(sheet, draft, { place: "home-pickup:where.nobody" });
  const kept = areas.some((area) => area.id === draft.areaId) ? draft.areaId : null;
  const saved = await save(sheet, { ...draft, areaId: areas.length === 1 ? (areas[0]?.id ?? null) : kept });
  if (!saved.ok) return refused(sheet, saved.error);
  return areas.length === 1 ? go(sheet, 2) : go(sheet, 1, { who: "1" });
}

async function chooseArea(sheet: Sheet): Promise<Filled> {
  const areaId = String(sheet.form.get("areaId") ?? "");
  const { door } = doorOf(sheet.draft);
  const areas = door ? await selectAreasAt(sheet.db, door) : [];
  if (!areas.some((area) => area.id === areaId)) return go(sheet, 1);
  const saved = await save(sheet, { ...sheet.draft, areaId });
  return saved.ok ? go(sheet, 2) : refused(sheet, saved.error);
}

/** What the draft is good for so far: door and area, and the load when there is one. */
async function readyOf(sheet: Sheet, draft: HomeDraftData): Promise<{ door: DoorInput; area: AreaAtPlace; load: Load | null } | null> {
  const { door } = doorOf(draft);
  const area = door && (await selectAreasAt(sheet.db, door)).find((one) => one.id === draft.areaId);
  return door && area ? { door, area, load: loadOf(draft, area).load } : null;
}

async function what(sheet: Sheet, area: AreaAtPlace | null): Promise<Filled> {
  const draft = withLoad(sheet.draft, sheet.form);
  const saved = await save(sheet, draft);
  if (!saved.ok) return refused(sheet, saved.error);
  if (!area) return go(sheet, 1);
  const { problems } = loadOf(draft, area);
  return problems ? again(sheet, draft, problems) : go(sheet, 3);
}

type Ready = { door: DoorInput; area: AreaAtPlace; load: Load };

/** What is asked of a slot, whether to hold it or to wait for it. */
function askedOf(sheet: Sheet, ready: Ready, slotId: FormDataEntryValue | null) {
  return { slotId, lines: ready.load.lines, note: sheet.draft.note, home: { ...ready.door, pieces: ready.load.pieces } };
}

async function hold(sheet: Sheet, ready: Ready): Promise<Filled> {
  const asked = sheet.form.get("bookingId");
  // A second press finds the hold of the first in the draft: it is the same one, and replaces nothing.
  const replacesId = sheet.draft.bookingId === asked ? undefined : (sheet.draft.bookingId ?? undefined);
  const parsed = holdInput.safeParse({ ...askedOf(sheet, ready, sheet.form.get("slotId")), bookingId: asked, replacesId });
  if (!parsed.success) return go(sheet, 3);
  const { photosOf } = sheet.draft;
  const held = await holdSlot(sheet.db, sheet.actor, { ...parsed.data, ...(photosOf ? { photosOf } : {}) }, sheet.clock);
  const bookingId = held.ok ? held.value.bookingId : held.details?.bookingId;
  if (!held.ok && (held.error !== "PICKUPS.ALREADY_BOOKED" || typeof bookingId !== "string")) return refused(sheet, held.error);
  await save(sheet, { ...sheet.draft, bookingId: String(bookingId) });
  return go(sheet, 4);
}

async function wait(sheet: Sheet, ready: Ready): Promise<Filled> {
  const parsed = waitingInput.safeParse({ ...askedOf(sheet, ready, sheet.form.get("waitFor")), entryId: sheet.form.get("bookingId") });
  if (!parsed.success) return go(sheet, 3);
  const joined = await joinLine(sheet.db, sheet.actor, parsed.data, sheet.clock);
  if (joined.ok) return { kind: "go", to: "/bookings?waiting=1" };
  const known = joined.details?.bookingId;
  return typeof known === "string" ? { kind: "go", to: `/bookings/${known}` } : refused(sheet, joined.error);
}

/**
 * Confirms the hold, puts the photos on it, and forgets the draft. A hold that ran out and is lost leads back to the times; photos that came with
 * it stay with it, for the next one to show.
 */
async function confirm(sheet: Sheet, photos: PreparedPhoto[]): Promise<Filled> {
  const { db, actor, clock } = sheet;
  const lostId = sheet.draft.bookingId ?? "";
  const goods = goodsOf(sheet);
  const confirmed = await confirmBooking(db, actor, { bookingId: lostId }, clock);
  if (!confirmed.ok && confirmed.error === "PICKUPS.HOLD_EXPIRED") {
    const kept = photos.length > 0 && (await addHomePhotos(db, sheet.files, actor, { bookingId: lostId, photos, goods, isLost: true }, clock)).ok;
    // A hold that showed those of an earlier one has them itself.
    await save(sheet, { ...sheet.draft, bookingId: null, photosOf: kept || sheet.draft.photosOf ? lostId : null });
    return go(sheet, 3, { lost: "1" });
  }
  if (!confirmed.ok) return refused(sheet, confirmed.error);
  const { bookingId } = confirmed.value;
  const added: Result<{ added: number }, PickupError> = photos.length > 0 ? await addHomePhotos(db, sheet.files, actor, { bookingId, photos, goods }, clock) : ok({ added: 0 });
  // The visit stands; photos that did not come along can be added on its page.
  if (added.ok) await forgetDraft(db, actor, sheet.draftId);
  return { kind: "go", to: added.ok ? `/bookings/${bookingId}?booked=1` : `/bookings/${bookingId}/photos` };
}

/** Which of the draft's pieces the photos of a form are of; null where it does not say, or says something else. */
function goodsOf(sheet: Sheet): string | null {
  const goods = sheet.form.get("goods");
  return typeof goods === "string" && goods in sheet.draft.pieces ? goods : null;
}
