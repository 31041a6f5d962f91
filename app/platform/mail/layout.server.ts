const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text made safe inside HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** One mail in text and HTML from its paragraphs and its one action. All words arrive translated. */
export function composeMail(input: {
  locale: string;
  subject: string;
  paragraphs: string[];
  action?: { label: string; url: string } | undefined;
  /** Things listed one below the other, each with its own link. */
  items?: { heading?: string | undefined; label: string; url: string; note?: string | undefined }[] | undefined;
  footer: string;
  /** Small links below the footer: how to get fewer mails. */
  links?: { label: string; url: string }[] | undefined;
}): { subject: string; text: string; html: string } {
  const items = input.items ?? [];
  const links = input.links ?? [];
  const text = [
    ...input.paragraphs,
    ...items.map((item) => [item.heading, `• ${item.label}`, item.note, item.url].filter(Boolean).join("\n")),
    ...(input.action ? [`${input.action.label}:\n${input.action.url}`] : []),
    "—",
    input.footer,
    ...links.map((link) => `${link.label}:\n${link.url}`),
  ].join("\n\n");
  const paragraphs = input.paragraphs.map((p) => `<p style="margin:0 0 16px">${escapeHtml(p)}</p>`).join("");
  const list = items
    .map(({ heading, label, url, note }) => {
      const head = heading ? `<p style="margin:24px 0 8px;font-weight:700">${escapeHtml(heading)}</p>` : "";
      const more = note ? `<br><span style="color:#5d6a62">${escapeHtml(note)}</span>` : "";
      return `${head}<p style="margin:0 0 12px"><a href="${escapeHtml(url)}" style="color:#1d6b4a">${escapeHtml(label)}</a>${more}</p>`;
    })
    .join("");
  const action = input.action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(input.action.url)}" style="background:#1d6b4a;color:#ffffff;padding:12px 20px;border-radius:999px;text-decoration:none;display:inline-block">${escapeHtml(input.action.label)}</a></p>`
    : "";
  const below = links.map((link) => `<br><a href="${escapeHtml(link.url)}" style="color:#5d6a62">${escapeHtml(link.label)}</a>`).join("");
  const html = `<!doctype html><html lang="${input.locale}"><head><meta charset="utf-8"><title>${escapeHtml(input.subject)}</title></head><body style="margin:0;background:#f8f7f2;color:#1f2a24;font:17px/1.6 system-ui,'PingFang SC','Noto Sans SC','Microsoft YaHei',sans-serif"><div style="max-width:560px;margin:0 auto;padding:32px 20px"><div style="background:#ffffff;border-radius:12px;padding:28px"><p style="margin:0 0 20px;font-weight:700">Roundabout</p>${paragraphs}${list}${action}</div><p style="font-size:14px;color:#5d6a62;padding:16px 8px">${escapeHtml(input.footer)}${below}</p></div></body></html>`;
  return { subject: input.subject, text, html };
}
