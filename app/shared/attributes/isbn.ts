const weights13 = (digits: string) => [...digits].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);

/** The check digit of the first twelve digits of an ISBN-13. */
function checkDigit13(first12: string): string {
  return String((10 - (weights13(first12) % 10)) % 10);
}

function isIsbn10(text: string): boolean {
  const sum = [...text].reduce((total, digit, index) => total + (digit === "X" ? 10 : Number(digit)) * (10 - index), 0);
  return sum % 11 === 0;
}

/**
 * An ISBN as thirteen digits, from either form with or without dashes and spaces; null where the length, the prefix or the
 * check digit is wrong. An ISBN-10 is checked by its own digit first.
 */
export function toIsbn13(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/^\s*isbn(?:-1[03])?:?/i, "").replace(/[\s\-‐-―]/g, "").toUpperCase();
  if (/^\d{9}[\dX]$/.test(plain)) {
    const first12 = `978${plain.slice(0, 9)}`;
    return isIsbn10(plain) ? first12 + checkDigit13(first12) : null;
  }
  if (!/^97[89]\d{10}$/.test(plain)) return null;
  return checkDigit13(plain.slice(0, 12)) === plain[12] ? plain : null;
}
