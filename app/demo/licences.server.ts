import { storeLicenceDocument } from "#app/domains/licences/licence-documents.server.ts";
import { resolveScope, type SubmitLicence } from "#app/domains/licences/licences.schema.ts";
import { moveLicence, submitLicence } from "#app/domains/licences/licences.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import type { MaterialGroup } from "#app/shared/materials.ts";
import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import { timeZone } from "./district.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

const namespace = "0f2f8a5e-7d0c-5c57-9f6b-2f6a3f1c9e11";

type DemoLicence = { number: string; issuer: string; groups: MaterialGroup[]; from: { years: number }; until: { days: number }; isAccepted: boolean };

/** One that holds for long, one that ends soon, and one that waits to be looked at. */
const licences: DemoLicence[] = [
  { number: "云环危废 2025-0117", issuer: "Yunnan Department of Ecology 云南省生态环境厅", groups: ["e_waste", "lamps"], from: { years: 1 }, until: { days: 800 }, isAccepted: true },
  { number: "昆环危收 2023-042", issuer: "Kunming Ecology Bureau 昆明市生态环境局", groups: ["batteries"], from: { years: 3 }, until: { days: 25 }, isAccepted: true },
  { number: "昆环危收 2026-108", issuer: "Kunming Ecology Bureau 昆明市生态环境局", groups: ["oils_hazardous"], from: { years: 0 }, until: { days: 1095 }, isAccepted: false },
];

/** Gives the demo's recycler its licences, long before anything was weighed, by the verbs that people use. */
export async function grantLicences(db: Database["db"], cast: Cast, now: Date): Promise<void> {
  const files = await storage();
  for (const licence of licences) {
    const today = DateTime.fromJSDate(now, { zone: timeZone });
    const handedIn = { now: () => today.minus({ days: licence.isAccepted ? 300 : 1 }).toJSDate() };
    const licenceId = uuidv5(`licence:${licence.number}:${now.getTime()}`, namespace);
    const document = await storeLicenceDocument(files, `demo:${licence.number}`, { bytes: page(licence.number), type: "application/pdf" });
    const input: SubmitLicence = {
      licenceId,
      number: licence.number,
      issuer: licence.issuer,
      groups: licence.groups,
      materials: resolveScope({ groups: licence.groups, materials: [] }),
      countryCode: "CN",
      subdivision: null,
      around: null,
      validFrom: today.minus(licence.from).toISODate() ?? "",
      validUntil: today.plus(licence.until).toISODate() ?? "",
      document,
    };
    const asked = must(await submitLicence(db, cast.staff, input, handedIn));
    if (licence.isAccepted) must(await moveLicence(db, cast.operator, "accept", { licenceId, version: asked.version, reason: "" }, { now: () => today.minus({ days: 299 }).toJSDate() }));
  }
}

/** One page of PDF that says it is the demo's. */
function page(number: string): Uint8Array {
  const text = `BT /F1 18 Tf 72 720 Td (Roundabout demo: licence ${number.replace(/[^\x20-\x7e]|[()\\]/g, "")}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return new TextEncoder().encode(body);
}
