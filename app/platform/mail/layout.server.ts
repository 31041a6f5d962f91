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
  footer: string;
}): { subject: string; text: string; html: string } {
  const text = [...input.paragraphs, ...(input.action ? [`${input.action.label}:\n${input.action.url}`] : []), "—", input.footer].join("\n\n");
  const paragraphs = input.paragraphs.map((p) => `<p style="margin:0 0 16px">${escapeHtml(p)}</p>`).join("");
  const action = input.action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(input.action.url)}" style="background:#1d6b4a;color:#ffffff;padding:12px 20px;border-radius:999px;text-decoration:none;display:inline-block">${escapeHtml(input.action.label)}</a></p>`
    : "";
  const html = `<!doctype html><html lang="${input.locale}"><head><meta charset="utf-8"><title>${escapeHtml(input.subject)}</title></head><body style="margin:0;background:#f8f7f2;color:#1f2a24;font:17px/1.6 system-ui,'PingFang SC','Noto Sans SC','Microsoft YaHei',sans-serif"><div style="max-width:560px;margin:0 auto;padding:32px 20px"><div style="background:#ffffff;border-radius:12px;padding:28px"><p style="margin:0 0 20px;font-weight:700">Roundabout</p>${paragraphs}${action}</div><p style="font-size:14px;color:#5d6a62;padding:16px 8px">${escapeHtml(input.footer)}</p></div></body></html>`;
  return { subject: input.subject, text, html };
}
