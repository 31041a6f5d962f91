import { describe, expect, it } from "vitest";
import { GOODS_CODES } from "#app/shared/goods.ts";
import { MATERIAL_CODES } from "#app/shared/materials.ts";
import { certificateNumber, certificateText, checkWords, deviceKindOf, deviceKinds, erasureChoices, erasureMethods, methodsFor, plainSerial, readCertificateNumber, readCheck, serialTail, withoutChoice } from "./erasure.rules.ts";

describe("what may hold data", () => {
  it("is a closed list of materials and categories", () => {
    expect([...MATERIAL_CODES, ...GOODS_CODES].filter((code) => deviceKindOf(code) !== null)).toEqual([
      "e_waste_mixed", "computers", "printers", "phones",
      "smartphone", "basic_phone", "laptop", "tablet", "desktop_computer", "television", "printer", "drive", "router", "vr_headset", "games_console", "camera",
    ]);
    for (const code of MATERIAL_CODES) expect([null, ...deviceKinds]).toContain(deviceKindOf(code));
  });

  it("waits for a choice until one is made, and only where there is memory", () => {
    expect(withoutChoice(["phones", "cardboard", "phones", "printers"], [])).toEqual(["phones", "printers"]);
    expect(withoutChoice(["phones", "printers"], ["phones"])).toEqual(["printers"]);
    expect(withoutChoice(["cardboard"], [])).toEqual([]);
  });
});

describe("what is done", () => {
  it("is never weaker than what was asked for", () => {
    expect(erasureChoices.map((choice) => [choice, methodsFor(choice)])).toEqual([
      ["self_erased", [...erasureMethods]],
      ["no_data", [...erasureMethods]],
      ["clear", ["clear", "purge", "destroy"]],
      ["purge", ["purge", "destroy"]],
      ["destroy", ["destroy"]],
    ]);
  });
});

describe("serial numbers and certificates", () => {
  it("a number is the same however it is typed, and only its end is shown", () => {
    expect(plainSerial(" c02-xk1 aB9 ")).toBe("C02XK1AB9");
    expect(plainSerial(" - ")).toBeNull();
    expect(serialTail("C02XK1AB9")).toBe("AB9");
  });

  it("certificate numbers are read whatever their case, dashes, or letters that look like digits", () => {
    const number = certificateNumber(2026, new Uint8Array([0, 1, 17, 31, 10, 33, 64, 255]));
    expect(number).toBe("RE-2026-01HZA10Z");
    expect(readCertificateNumber(" re2026 o1hza-iOz ")).toBe("RE-2026-01HZA10Z");
    expect(readCertificateNumber("RE-2026-01HZ")).toBeNull();
    expect(readCertificateNumber("'; DROP TABLE")).toBeNull();
  });

  it("check characters are sixteen hex digits or more", () => {
    expect(readCheck("ABCD ef01 2345 6789")).toBe("abcdef0123456789");
    expect(readCheck("abcd")).toBeNull();
    expect(readCheck("g".repeat(16))).toBeNull();
    expect(checkWords("abcdef0123456789ffff")).toBe("abcd ef01 2345 6789");
  });

  it("the text that is hashed does not depend on the order of its parts", () => {
    const one = { number: "n", certifiedBy: "c", deviceKind: "phone", deviceCount: 1, serialHash: null, choice: "clear", method: "purge", tool: "t", erasedAt: "2026-01-01T00:00:00.000Z" };
    expect(certificateText(Object.fromEntries(Object.entries(one).reverse()) as typeof one)).toBe(certificateText(one));
    expect(certificateText(one)).toContain('"deviceCount":1,"deviceKind":"phone"');
  });
});
