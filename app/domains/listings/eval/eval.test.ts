import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { categoryMap } from "./categories.server.ts";
import { Corpus, sampleSubset, typedWords } from "./queries.ts";
import { pick, seededRandom, shuffled } from "#app/shared/random.ts";
import { readColumns, readRows } from "./rows.ts";
import { canBeMisspelt, misspell, typoKinds, withTypo } from "./typos.ts";

describe("random numbers of a measurement", () => {
  it("repeat for the same seed and differ for another", () => {
    const five = (seed: number) => shuffled(seededRandom(seed), [1, 2, 3, 4, 5, 6, 7, 8]);
    expect(five(1)).toEqual(five(1));
    expect(five(1)).not.toEqual(five(2));
    expect(five(1).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("reach every place", () => {
    const random = seededRandom(3);
    expect(new Set(Array.from({ length: 200 }, () => pick(random, 6)))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });
});

describe("slips that are made", () => {
  const random = seededRandom(7);
  const letters = fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 4, maxLength: 12 });

  it("change a word by one letter, each kind in its own way", () => {
    const difference = { substitute: 0, drop: -1, double: 1, swap: 0 };
    fc.assert(
      fc.property(letters, fc.constantFrom(...typoKinds), (word, kind) => {
        const slipped = misspell(random, word, kind);
        if (slipped === null) return kind === "swap";
        const changed = [...word].filter((letter, index) => slipped[index] !== letter).length;
        if (kind === "substitute" && changed !== 1) return false;
        if (kind === "swap" && (changed !== 2 || [...slipped].sort().join("") !== [...word].sort().join(""))) return false;
        return slipped !== word && slipped.length - word.length === difference[kind];
      }),
    );
  });

  it("touch one word of four or more letters, and no number, no short word and no Chinese", () => {
    expect(["lamp", "été", "tv", "12v34", "1234", "自行车辆"].map(canBeMisspelt)).toEqual([true, false, false, false, false, false]);
    for (let n = 0; n < 50; n += 1) {
      const words = withTypo(random, ["tv", "lamp", "1234", "自行车辆"]);
      expect(words?.[1]).not.toBe("lamp");
      expect(words?.filter((_, index) => index !== 1)).toEqual(["tv", "1234", "自行车辆"]);
    }
    expect(withTypo(random, ["tv", "set"])).toBeNull();
  });

  it("swap no two equal letters into nothing changed", () => {
    expect(misspell(random, "aaaa", "swap")).toBeNull();
  });
});

describe("words that are asked for", () => {
  it("are those a person would type", () => {
    expect(typedWords("Hi-Fi, 12V; don't")).toEqual(["hi", "fi", "12", "v", "don", "t"]);
    expect(typedWords("送头盔 iPhone12")).toEqual(["送", "头盔", "iphone12"]);
  });

  const rows = ["red oak chair", "red oak table", "red pine chair", "red red", ...Array.from({ length: 6 }, () => "blue steel")].map((text, index) => ({ id: String(index), text, category: "" }));
  const corpus = new Corpus(rows);

  it("are shared by at most five rows, and thrown away and counted otherwise", () => {
    expect(corpus.rowsWith(["red", "chair"])).toBe(2);
    expect(corpus.rowsWith(["red", "nothing"])).toBe(0);
    expect(sampleSubset(seededRandom(1), corpus, 5)).toEqual({ words: null, discarded: 20 });
    expect(sampleSubset(seededRandom(1), corpus, 3)).toEqual({ words: null, discarded: 0 });
  });

  it("are two to four words of the row, each once", () => {
    const random = seededRandom(4);
    for (let n = 0; n < 30; n += 1) {
      const words = sampleSubset(random, corpus, 0).words ?? [];
      expect(words.length).toBeGreaterThanOrEqual(2);
      expect(new Set(words).size).toBe(words.length);
      expect(words.every((word) => ["red", "oak", "chair"].includes(word))).toBe(true);
    }
  });
});

describe("the file", () => {
  it("may call its columns otherwise and have several for the text", () => {
    const columns = readColumns("id=no,text=kind+problem,category=kind");
    expect(columns).toEqual({ id: ["no"], text: ["kind", "problem"], category: ["kind"] });
    expect(readRows("no,kind,problem\n1,Lamp,\"flickers, hums\"\n2,,\n", columns ?? undefined)).toEqual({ ok: true, rows: [{ id: "1", text: "Lamp flickers, hums", category: "Lamp" }] });
  });

  it("keeps the usual names of what is not named", () => {
    expect(readColumns("text=problem")).toEqual({ id: ["id"], text: ["problem"], category: ["category"] });
  });

  it.each(["", "text", "text=", "name=x", "text=a=b", "text=a+"])("is not read with the columns %j", (text) => {
    expect(readColumns(text)).toBeNull();
  });

  it("says which columns it lacks, and that it has no rows", () => {
    expect(readRows("id,words\n1,x\n")).toEqual({ ok: false, problem: "The file has no column text, category; see --columns." });
    expect(readRows("id,text,category\n")).toEqual({ ok: false, problem: "The file has no rows with text." });
    expect(readRows('id,text,category\n1,"x,y\n')).toMatchObject({ ok: false });
  });
});

describe("categories of the file", () => {
  const map = categoryMap();

  it.each([
    ["Kettle", "kettle"],
    ["vacuum", "vacuum_cleaner"],
    ["Sofas", "sofa"],
    ["Printer/scanner", "printer"],
    ["Misc", null],
    ["", null],
    // Fits several of ours.
    ["Other", null],
    ["Sofa bed", "sofa_bed"],
  ])("%s is %s of ours", (label, code) => {
    expect(map.codeOf(label)).toBe(code);
  });

  it("have a Chinese name", () => {
    expect(map.chineseNameOf("kettle")).toBe("电水壶");
  });
});
