import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { openApiDocument } from "#app/api/openapi.server.ts";
import { answerApi } from "#app/api/router.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { apiClient } from "#tests/factories/api.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { generateSchema } from "../../client/generate.ts";
import { createClient } from "../../client/index.ts";

it("has the types of the API as it is; after a change of it, `npm run client` writes them", async () => {
  const present = await generateSchema(JSON.parse(JSON.stringify(openApiDocument())) as object);
  expect(readFileSync("client/schema.ts", "utf8") === present, "client/schema.ts is out of date: npm run client").toBe(true);
});

describeDatabases("the API's own client", (open) => {
  const api = apiClient(open);
  let person: Actor;

  beforeAll(async () => {
    person = await createPerson(open());
  });

  const client = async (as?: Actor) =>
    createClient({ url: "http://roundabout.test/", ...(as ? { token: await api.tokenOf(as) } : {}), fetch: (request) => answerApi(request as Request, () => Promise.resolve(open())) });

  it("lists, reads by path and query, and gets what was asked for", async () => {
    const mine = await client(person);
    const { data: listed, response } = await mine.POST("/listings", { body: { kind: "goods", offer: "free", category: "sofa", condition: "good", title: "Sofa for the corner", placeLabel: "Mitte" } });
    expect(response.status).toBe(201);
    const { data: listing } = await (await client()).GET("/listings/{id}", { params: { path: { id: listed?.id ?? "" } } });
    expect(listing).toMatchObject({ title: "Sofa for the corner", isMine: false });
    const { data: found } = await mine.GET("/listings", { params: { query: { category: "sofa", limit: 1 } } });
    expect(found?.items[0]?.id).toBe(listed?.id);
  });

  it("gives a refusal as a problem, and throws nothing", async () => {
    const { data, error, response } = await (await client()).GET("/deals");
    expect([data, error?.code, response.status]).toEqual([undefined, "HTTP.SIGN_IN", 401]);
    const limited = createClient({ url: "http://roundabout.test", token: await api.limitedToken(person, ["listings:read"]), fetch: (request) => answerApi(request as Request, () => Promise.resolve(open())) });
    expect((await limited.GET("/deals")).error).toMatchObject({ code: "API.SCOPE_MISSING", scope: "deals:read" });
  });
});
