/** The shape of what is coming. Hidden from assistive technology; pair it with a Loader or a busy region. */
export function Skeleton({ shape = "text", lines = 3 }: { shape?: "text" | "block" | "circle" | "card"; lines?: number }) {
  const fill = "animate-pulse bg-line";
  if (shape === "block") return <div aria-hidden="true" className={`h-28 w-full rounded-card ${fill}`} />;
  if (shape === "circle") return <div aria-hidden="true" className={`size-11 rounded-full ${fill}`} />;
  if (shape === "card") {
    return (
      <div aria-hidden="true" className="overflow-hidden rounded-card border border-line bg-surface">
        <div className={`aspect-4/3 ${fill}`} />
        <div className="grid gap-2 p-3">
          <div className={`h-4 w-4/5 rounded-full ${fill}`} />
          <div className={`h-3 w-1/2 rounded-full ${fill}`} />
        </div>
      </div>
    );
  }
  return (
    <div aria-hidden="true" className="grid gap-2.5">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={`h-3.5 rounded-full ${fill} ${line === lines - 1 && lines > 1 ? "w-3/5" : "w-full"}`} />
      ))}
    </div>
  );
}
