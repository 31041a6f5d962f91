import { openForCare, changeFacts, changeMaterials, markChecked } from "#app/domains/points/care/care.service.server.ts";
import { pointFactsInput, pointHoursInput } from "#app/domains/points/care/care.schema.ts";
import { typedFacts, typedHours } from "#app/domains/points/care/forms.ts";
import { correctionInput } from "#app/domains/points/corrections/corrections.schema.ts";
import { proposeCorrection } from "#app/domains/points/corrections/corrections.service.server.ts";
import { reportState, stateReportInput } from "#app/domains/points/live/live.service.server.ts";
import { changePointHours } from "#app/flows/change-point-hours.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

type Db = Database["db"];

/**
 * What the operator says of the two points, how it is there now, and what a resident thinks is wrong. The lake's point closes on public
 * holidays and works like a Monday on days worked instead.
 */
export async function carePoints(db: Db, cast: Cast, pointIds: { lake: string; lane: string }, clock: Clock): Promise<void> {
  const { staff } = cast;
  const lake = async () => must(await openForCare(db, staff, pointIds.lake, clock)).point;
  const facts = { wheelchair: "yes", lorryAccess: "no", heightLimitCentimetres: "2.1", dailyVisits: "80", accessNote: "Through the gate beside the flower shop; bicycles may come in. 从花店旁的大门进，可以推自行车。" };
  const before = await lake();
  must(await changeFacts(db, staff, pointFactsInput.parse({ ...typedFacts(before), ...facts, pointId: before.id, version: before.version }), clock));
  const notes: Record<string, string> = { cardboard: "Flat and dry 压平、干燥", glass_bottles: "Rinsed, without lids 洗净、去盖", clothes: "Clean, in a bag 洗净、装袋" };
  const stated = await lake();
  const lines = stated.materials.map((line) => ({ ...line, conditionNote: notes[line.material] ?? line.conditionNote }));
  must(await changeMaterials(db, staff, { pointId: stated.id, version: stated.version, lines: [...lines, { material: "engine_oil", accepts: false, conditionNote: null }] }, clock));
  const present = await lake();
  must(await changePointHours(db, staff, pointHoursInput.parse({ ...typedHours(present), pointId: present.id, version: present.version, holidayRule: "closed", makeUpWeekday: "1" }), { isConfirmed: false, clock }));
  must(await markChecked(db, staff, { pointId: present.id, version: (await lake()).version }, clock));
  const report = (pointId: string, subject: string, level: number, minutes = "") => stateReportInput.parse({ reportId: newId(), pointId, subject, level, minutes });
  must(await reportState(db, { actor: staff }, report(pointIds.lake, "queue", 1, "5"), clock));
  must(await reportState(db, { actor: staff }, report(pointIds.lake, "paper", 3), clock));
  must(await reportState(db, { actor: cast.residents.mei }, report(pointIds.lane, "glass", 4), clock));
  const correction = { correctionId: newId(), pointId: pointIds.lane, kind: "materials", proposal: { lines: [{ material: "batteries_portable", says: "takes" }] }, text: "There is a box for batteries beside the scale. 磅秤旁边有一个旧电池箱。" };
  must(await proposeCorrection(db, cast.residents.tom, correctionInput.parse(correction), clock));
}
