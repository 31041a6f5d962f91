/** Bytes as text, which may break anywhere. */
export function Hash({ text }: { text: string }) {
  return <code className="text-sm break-all">{text}</code>;
}
