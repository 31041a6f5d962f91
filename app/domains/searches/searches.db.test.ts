import { expect, it } from "vitest";
import { seeFinds } from "#app/flows/see-finds.server.ts";
import { saveSearch } from "#app/flows/save-search.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { mostSearches } from "./searches.schema.ts";
import { deleteSearch, editSearch, keepSearch, listSearches, openSearch, searchesOfToken, stopSearchMails } from "./searches.service.server.ts";
import { joinIds, stopToken } from "./stop-token.server.ts";

const told = { name: "Oak chairs", live: true, mails: true };

describeDatabases("saved searches", (open) => {
  async function saved(input: Partial<Parameters<typeof saveSearch>[2]> = {}) {
    const owner = await createPerson(open());
    const result = await saveSearch(open(), owner, { ...told, params: "q=oak+chair&sort=newest&view=map&after=xyz&filters=open", ...input });
    if (!result.ok) throw new Error(result.error);
    return { owner, searchId: result.value.searchId };
  }

  it("keep what narrows a search, not its order, page or view", async () => {
    const { owner } = await saved();
    expect(await listSearches(open(), owner.userId)).toMatchObject([{ name: "Oak chairs", params: "q=oak+chair", live: true, mails: true, version: 1, newCount: 0 }]);
  });

  it("are not kept when they would find everything", async () => {
    const owner = await createPerson(open());
    for (const params of ["", "sort=newest", "kind=people&max=much", "view=map"]) expect(await saveSearch(open(), owner, { ...told, params })).toMatchObject({ ok: false, error: "SEARCHES.EMPTY" });
    expect(await listSearches(open(), owner.userId)).toEqual([]);
  });

  it("are kept once for one submission sent twice", async () => {
    const owner = await createPerson(open());
    const input = { ...told, params: "kind=goods" };
    const submit = (request: typeof input) => once(open(), { userId: owner.userId, key: "save-search:1", request }, (tx) => saveSearch(tx, owner, request));
    const [first, again] = [await submit(input), await submit(input)];
    expect(again).toEqual(first);
    expect(await submit({ ...input, name: "Another" })).toMatchObject({ ok: false, error: "HTTP.KEY_REUSED" });
    expect(await listSearches(open(), owner.userId)).toHaveLength(1);
  });

  it("belong to one person: nobody else reads, changes, deletes or sees their finds", async () => {
    const { owner, searchId } = await saved();
    const other = await createPerson(open());
    const notFound = { ok: false, error: "SEARCHES.NOT_FOUND" };
    expect(await openSearch(open(), other, searchId)).toMatchObject(notFound);
    expect(await editSearch(open(), other, { searchId, version: 1, ...told, name: "Mine now" })).toMatchObject(notFound);
    expect(await deleteSearch(open(), other, { searchId, version: 1 })).toMatchObject(notFound);
    expect(await seeFinds(open(), other, searchId)).toMatchObject(notFound);
    expect(await listSearches(open(), owner.userId)).toMatchObject([{ name: "Oak chairs", version: 1 }]);
  });

  it("refuse a change of what has changed meanwhile, and say how it stands", async () => {
    const { owner, searchId } = await saved();
    const change = { searchId, version: 1, name: "Pine chairs", live: false, mails: false };
    expect(await editSearch(open(), owner, change)).toEqual({ ok: true, value: { version: 2 } });
    expect(await editSearch(open(), owner, { ...change, name: "Late" })).toMatchObject({ ok: false, error: "SEARCHES.STALE", details: { version: 2 } });
    expect(await deleteSearch(open(), owner, { searchId, version: 1 })).toMatchObject({ ok: false, error: "SEARCHES.STALE", details: { version: 2 } });
    expect(await listSearches(open(), owner.userId)).toMatchObject([{ name: "Pine chairs", live: false, mails: false }]);
  });

  it("are gone once deleted: a second deletion and every other act find nothing", async () => {
    const { owner, searchId } = await saved();
    expect(await deleteSearch(open(), owner, { searchId, version: 1 })).toMatchObject({ ok: true });
    for (const act of [deleteSearch(open(), owner, { searchId, version: 1 }), seeFinds(open(), owner, searchId), editSearch(open(), owner, { searchId, version: 1, ...told })]) {
      expect(await act).toMatchObject({ ok: false, error: "SEARCHES.NOT_FOUND" });
    }
  });

  it("stop their mails for who holds the link's token, once, and for nobody else", async () => {
    const { owner, searchId } = await saved();
    const second = await saved();
    const ids = joinIds([searchId]);
    const wrong = [{ ids, token: stopToken(second.searchId) }, { ids, token: "" }, { ids: joinIds([searchId, second.searchId]), token: stopToken(ids) }];
    for (const input of wrong) {
      expect(await searchesOfToken(open(), input)).toMatchObject({ ok: false, error: "SEARCHES.NOT_FOUND" });
      expect(await stopSearchMails(open(), input)).toMatchObject({ ok: false, error: "SEARCHES.NOT_FOUND" });
    }
    const right = { ids, token: stopToken(ids) };
    expect(await searchesOfToken(open(), right)).toEqual({ ok: true, value: { names: ["Oak chairs"], haveMails: true } });
    for (let n = 0; n < 2; n += 1) expect(await stopSearchMails(open(), right)).toMatchObject({ ok: true });
    expect(await listSearches(open(), owner.userId)).toMatchObject([{ mails: false, version: 2 }]);
    expect(await listSearches(open(), second.owner.userId)).toMatchObject([{ mails: true, version: 1 }]);
    await deleteSearch(open(), owner, { searchId, version: 2 });
    expect(await stopSearchMails(open(), right)).toMatchObject({ ok: false, error: "SEARCHES.NOT_FOUND" });
  });

  it("are fifty at most", async () => {
    const owner = await createPerson(open());
    const search = { ...told, params: "kind=goods", anchors: ["k:goods"] };
    for (let n = 0; n < mostSearches; n += 1) expect((await keepSearch(open(), owner, { ...search, name: `Search ${n}` })).ok).toBe(true);
    expect(await keepSearch(open(), owner, search)).toMatchObject({ ok: false, error: "SEARCHES.LIST_FULL" });
    expect(await listSearches(open(), owner.userId)).toHaveLength(mostSearches);
  });
});

describeDatabases(
  "two tabs at the forty-ninth saved search",
  (open) => {
    it("keep one of their two", async () => {
      const owner = await createPerson(open());
      const search = { ...told, params: "kind=goods", anchors: ["k:goods"] };
      for (let n = 0; n < mostSearches - 1; n += 1) await keepSearch(open(), owner, search);
      const results = await Promise.all([1, 2, 3].map(() => keepSearch(open(), owner, search)));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(await listSearches(open(), owner.userId)).toHaveLength(mostSearches);
    });

    it("change or delete it, one of them", async () => {
      const owner = await createPerson(open());
      const kept = await keepSearch(open(), owner, { ...told, params: "kind=goods", anchors: ["k:goods"] });
      const searchId = kept.ok ? kept.value.searchId : "";
      const results = await Promise.all([editSearch(open(), owner, { searchId, version: 1, ...told, name: "Changed" }), deleteSearch(open(), owner, { searchId, version: 1 })]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
    });
  },
  { on: ["postgresql"] },
);
