import { describe, expect, it } from "vitest";
import { documentType } from "./document-type.ts";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("a document", () => {
  it("is known by its first bytes", () => {
    expect(documentType(bytes("%PDF-1.7 ..."))).toBe("application/pdf");
    expect(documentType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe("image/jpeg");
    expect(documentType(bytes("\x89PNG\r\n\x1a\n...."))).toBe("image/png");
    expect(documentType(bytes("RIFF....WEBPVP8 "))).toBe("image/webp");
  });

  it("is nothing else: pages, scripts, sounds, and beginnings cut short", () => {
    for (const other of ["<html>%PDF-", "#!/bin/sh", "RIFF....WAVEfmt ", "%PDF", "", "\x89PNG"]) expect(documentType(bytes(other))).toBeNull();
  });
});
