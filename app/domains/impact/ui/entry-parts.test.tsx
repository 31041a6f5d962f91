import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it, vi } from "vitest";
import { serverI18n } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { HistoryLine } from "../entries.schema.ts";
import { carLine, changeBy, historySteps, type InputLine } from "../entries.view.ts";
import { CarKilometres } from "./car-kilometres.tsx";
import { EntryFigure, type EntryFigureProps } from "./entry-figure.tsx";
import { EntryHistory } from "./entry-history.tsx";
import { EntryInputs } from "./entry-inputs.tsx";

vi.mock("#app/ui/remix.ts", () => ({
  Link: ({ to, children, className }: { to: string; children: ReactNode; className?: string }) => (
    <a href={to} className={className}>
      {children}
    </a>
  ),
  useNavigation: () => ({ state: "idle" }),
}));

const draw = (part: ReactNode, locale: Locale = "en") => renderToStaticMarkup(<I18nextProvider i18n={serverI18n(locale)}>{part}</I18nextProvider>);
const words = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();

const entry: EntryFigureProps["entry"] = {
  kind: "entry", co2eGrams: 89_000, lowGrams: 30_000, highGrams: 270_000, grade: "C", subject: { kind: "material", code: "cardboard" }, reason: null, missing: null,
  corrects: null, reversedBy: null, standing: { co2eGrams: 89_000, stage: "provisional" },
};
const row = (id: string, kind: HistoryLine["kind"], figures: readonly [number, number, number], more: Partial<HistoryLine> = {}): HistoryLine => ({
  id, kind, stage: "provisional", at: "2026-04-01T00:00:00.000Z", correction: null, note: null, co2eGrams: figures[0], lowGrams: figures[1], highGrams: figures[2], ...more,
});
const history = [
  row("first", "entry", [89_000, 30_000, 270_000]),
  row("second", "adjustment", [-57_000, -19_000, -170_000], { correction: "weight_corrected", note: "the tare" }),
  row("third", "verification", [0, 0, 0], { stage: "verified", correction: "treated" }),
  row("fourth", "reversal", [-32_000, -100_000, -11_000], { correction: "dispute" }),
];

describe("a figure on its page", () => {
  it("stands with its range, its grade, its one comparison, and the second figure that is not shown", () => {
    const text = words(draw(<EntryFigure entry={entry} change={null} car={carLine(89_000)} locale="en" />));
    expect(text).toContain("89 kg 30–270 kg CO₂e Grade C");
    expect(text).toContain("about as much as 360 km by average petrol car (US EPA, 2024 edition)");
    expect(text).toMatch(/Associated: the figure shown 89 kg CO₂e .* Additional Not shown – no evidence/);
  });

  it("below zero says that it caused, and why a load may", () => {
    const below = { ...entry, co2eGrams: -6_400, lowGrams: -14_000, highGrams: -2_800, standing: { co2eGrams: -6_400, stage: "provisional" as const } };
    const text = words(draw(<EntryFigure entry={below} change={null} car={carLine(-6_400)} locale="en" />));
    expect(text).toContain("Cost more than it kept out −6.4 kg");
    expect(text).toContain("caused about as much as 26 km by average petrol car");
    expect(text).toContain("a landfill keeps part of its carbon");
    expect(words(draw(<CarKilometres car={{ km: 26, to: "/x", edition: "2024" }} isNegative locale="zh-CN" />, "zh-CN"))).toBe("造成的排放约相当于普通汽油车行驶 26 公里 （美国环保署，2024 版）");
  });

  it("that was corrected later says what it stands at now", () => {
    const later = { ...entry, standing: { co2eGrams: 32_000, stage: "verified" as const } };
    expect(words(draw(<EntryFigure entry={later} change={null} car={null} locale="en" />))).toContain("It now stands at 32 kg CO₂e.");
    expect(words(draw(<EntryFigure entry={entry} change={null} car={null} locale="en" />))).not.toContain("It now stands at");
  });

  it("of a correction is a difference, with the ends of its range in order, from where to where it led", () => {
    const step = { ...entry, kind: "adjustment" as const, corrects: "first", co2eGrams: -57_000, lowGrams: -19_000, highGrams: -170_000 };
    const html = draw(<EntryFigure entry={step} change={changeBy(history, "second")} car={null} locale="en" />);
    expect(html).toContain('href="/impact/entries/first"');
    expect(words(html)).toBe(
      "Open the entry it is about Difference −57 kg the ends of the range moved by −170 … −19 kg Stood at before 89 kg CO₂e 30–270 kg Stands at after 32 kg CO₂e 11–100 kg",
    );
  });
});

describe("a history on its page", () => {
  it("tells row by row what changed, why, and what is left; each other row is a link", () => {
    const html = draw(<EntryHistory steps={historySteps(history)} currentId="first" locale="en" timeZone="UTC" />);
    expect([...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual(["/impact/entries/second", "/impact/entries/third", "/impact/entries/fourth"]);
    expect(words(html)).toBe(
      "History 1 Apr 2026 Entry Provisional stands at 89 kg (30–270 kg) 1 Apr 2026 Adjusted Provisional The weight was wrong. the tare −57 kg stands at 32 kg (11–100 kg) " +
        "1 Apr 2026 Verified The load was received and treated as recorded. stands at 32 kg (11–100 kg) 1 Apr 2026 Taken back The two sides disagreed, and it was decided so. −32 kg stands at nothing " +
        "Nothing is ever edited or deleted. What changes is written as a new row, and totals follow.",
    );
  });
});

describe("inputs on their page", () => {
  const lines: InputLine[] = [
    { name: "weight", source: "scale", facts: { grams: 24_300 } },
    { name: "life", source: "serialUsed", facts: { share: 0.3, used: 0.7 } },
    { name: "transport", source: "declared", facts: { grams: 12_000, km: 60, mode: "hgv_average" } },
    { name: "baseline", source: "disposalAssumed", facts: { practice: "landfilling", share: 1 } },
    { name: "sharing", source: "pef", facts: { taker: 0.8, giver: 0.2 } },
    { name: "region", source: "place", facts: { region: "CN" } },
  ];

  it("stand with their numbers and their sources, in both languages", () => {
    const english = words(draw(<EntryInputs lines={lines} regionName="China" locale="en" />));
    for (const said of [
      "Weight 24.3 kg Weighed on a scale.",
      "Life left 30% of a whole life By its serial number, this item had already used 70% of its life in earlier sales.",
      "Transport 12 kg over 60 km, Lorry, average load Declared",
      "Usual disposal 100% Landfill Assumed",
      "Whose it is 20% giver, 80% taker The share that the EU footprint rules",
      "Where China",
    ]) {
      expect(english).toContain(said);
    }
    const chinese = words(draw(<EntryInputs lines={lines} regionName="中国" locale="zh-CN" />, "zh-CN"));
    for (const said of ["重量 24.3 kg 经磅秤实测。", "已用掉 70% 的寿命", "12 kg，60 公里", "地点 中国"]) expect(chinese).toContain(said);
  });

  it("say what is not known", () => {
    const text = words(draw(<EntryInputs lines={[{ name: "weight", source: "noWeight", facts: {} }, { name: "transport", source: "notDeclared", facts: {} }, { name: "region", source: "placeUnknown", facts: { region: "ZZ" } }]} regionName={null} locale="en" />));
    expect(text).toContain("Weight not known Nobody weighed or declared it. Transport none subtracted No leg was declared for this hand-over. Where not known");
  });
});
