import "./document.css";

/** Running text made from Markdown. The HTML is rendered by a server module that refuses raw HTML. */
export function DocumentText({ html }: { html: string }) {
  return <div className="document" dangerouslySetInnerHTML={{ __html: html }} />;
}
