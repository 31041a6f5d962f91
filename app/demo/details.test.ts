import { expect, it } from "vitest";
import { listingInput } from "#app/domains/listings/listings.schema.ts";
import { demoDetails } from "./details.ts";
import { openListings, pastDeals } from "./district.ts";

it("what the demo's things say passes the door, and belongs to a thing of the district", () => {
  const things = [...openListings, ...pastDeals];
  for (const [title, details] of Object.entries(demoDetails)) {
    const thing = things.find((one) => one.title === title);
    if (!thing) throw new Error(`The district has no ${title}.`);
    const kind = thing.material ? "material" : "goods";
    const read = listingInput.parse({ kind, category: thing.category, material: thing.material, offer: "free", title, condition: thing.material ? null : thing.condition, placeLabel: "Kunming", ...details });
    expect({ title, read }).toMatchObject({ title, read: details });
  }
});
