/** Plain text with its web addresses as links; nothing else is interpreted. */
export function LinkedText({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/\S+)/g);
  return (
    <div className="break-words whitespace-pre-wrap">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} className="link">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
