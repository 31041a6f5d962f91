import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button, IconButton } from "#app/ui/buttons.tsx";
import { Field, useField } from "#app/ui/forms/field.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import type { BoardPhoto, usePhotoBoard } from "./use-photo-board.ts";

type Board = ReturnType<typeof usePhotoBoard>;

/** The photos of a listing being written: chosen or taken, sent at once, put in order by touch, mouse, buttons or arrow keys. */
export function PhotoBoard({ id, board, max, hint, error }: { id: string; board: Board; max: number; hint: ReactNode; error: readonly string[] }) {
  const { t } = useTranslation("listings");
  const [said, setSaid] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const { photos } = board;

  const moved = useRef<string | null>(null);
  const latest = useRef(photos);
  latest.current = photos;

  // A tile that was put elsewhere in the list has lost the focus.
  useEffect(() => {
    const handle = list.current?.querySelector<HTMLElement>(`[data-handle="${moved.current ?? ""}"]`);
    if (handle && document.activeElement === document.body) handle.focus();
  }, [photos]);

  function moveTo(clientId: string, to: number) {
    const count = latest.current.length;
    if (to < 0 || to >= count || latest.current[to]?.clientId === clientId) return;
    moved.current = clientId;
    board.move(clientId, to);
    setSaid(to === 0 ? t("photos.movedFirst") : t("photos.moved", { number: to + 1, count }));
  }

  /** Where the finger goes, the photo goes. Listens on the window: the tile itself is put elsewhere on the way. */
  function drag(clientId: string) {
    const follow = (event: PointerEvent) => {
      const to = [...(list.current?.children ?? [])].findIndex((tile) => {
        const box = tile.getBoundingClientRect();
        return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      });
      if (to >= 0) moveTo(clientId, to);
    };
    const end = new AbortController();
    window.addEventListener("pointermove", follow, { signal: end.signal });
    for (const name of ["pointerup", "pointercancel"] as const) window.addEventListener(name, () => end.abort(), { signal: end.signal });
  }

  function add(files: FileList | null) {
    const left = board.add([...(files ?? [])]);
    if (left > 0) setSaid(t("photos.tooMany", { max }));
  }

  return (
    <Field id={id} label={t("form.photos")} hint={hint} error={error}>
      {photos.length > 0 ? (
        <ul ref={list} className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {photos.map((photo, index) => (
            <Tile key={photo.clientId} photo={photo} index={index} count={photos.length} board={board} onMove={(to) => moveTo(photo.clientId, to)} onDrag={() => drag(photo.clientId)} />
          ))}
        </ul>
      ) : null}
      {photos.length < max ? <Chooser max={max} isFirst={photos.length === 0} onFiles={add} /> : null}
      <p role="status" className="sr-only">
        {said}
      </p>
    </Field>
  );
}

function Chooser({ max, isFirst, onFiles }: { max: number; isFirst: boolean; onFiles: (files: FileList | null) => void }) {
  const { t } = useTranslation("common");
  const field = useField();
  return (
    <label
      className={`relative flex items-center justify-center gap-2 rounded-card border-2 border-dashed border-line-strong bg-sunken p-3 text-center text-sm text-ink-soft transition-colors hover:border-leaf hover:text-ink has-focus-visible:outline-3 has-focus-visible:outline-focus ${isFirst ? "min-h-28 flex-col" : "min-h-12"}`}
    >
      <Icon name="photo" size={isFirst ? 32 : 20} />
      <span className="font-semibold">{isFirst ? t("photos.choose") : t("photos.more")}</span>
      {isFirst ? <span>{t("photos.limit", { max })}</span> : null}
      <input
        id={field?.id}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.invalid || undefined}
        type="file"
        accept="image/*"
        multiple
        onChange={(event) => {
          onFiles(event.target.files);
          // The same file may be chosen again after it was taken off.
          event.target.value = "";
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}

type TileProps = { photo: BoardPhoto; index: number; count: number; board: Board; onMove: (to: number) => void; onDrag: () => void };

function Tile({ photo, index, count, board, onMove, onDrag }: TileProps) {
  const { t } = useTranslation("listings");
  const translate = useTranslation().t;
  const number = index + 1;
  const keys: Record<string, number> = { ArrowLeft: index - 1, ArrowUp: index - 1, ArrowRight: index + 1, ArrowDown: index + 1, Home: 0, End: count - 1 };

  function press(event: KeyboardEvent) {
    const to = keys[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onMove(to);
  }

  return (
    <li className="relative grid content-start overflow-hidden rounded-card border border-line bg-surface">
      {photo.is === "there" ? <input type="hidden" name="draftPhoto" value={photo.photoId ?? ""} /> : null}
      <img src={photo.url} alt={t("photos.number", { number, count })} draggable={false} className="aspect-4/3 w-full bg-sunken object-cover" />
      {index === 0 ? (
        <span className="absolute inset-s-2 top-2">
          <Badge>{t("photos.cover")}</Badge>
        </span>
      ) : null}
      {photo.is === "sending" || photo.is === "waiting" ? <progress aria-label={t("photos.sending", { number })} value={photo.progress} max={1} className="h-1.5 w-full accent-leaf" /> : null}
      {photo.is === "failed" ? (
        <div role="alert" className="grid gap-2 p-2 text-sm text-clay">
          <p>{translateError(translate, photo.message ?? "listings:photos.notSent")}</p>
          <Button size="sm" variant="secondary" icon="refresh" onClick={() => board.retry(photo.clientId)}>
            {t("photos.retry")}
          </Button>
        </div>
      ) : null}
      <div className="flex items-center justify-between p-0.5">
        {count > 1 ? (
          <span className="flex">
            <IconButton
              icon="list"
              size="sm"
              label={t("photos.drag", { number, count })}
              className="cursor-grab touch-none active:cursor-grabbing"
              onKeyDown={press}
              data-handle={photo.clientId}
              onPointerDown={onDrag}
            />
            <IconButton icon="arrow-left" size="sm" label={t("photos.earlier", { number })} disabled={index === 0} onClick={() => onMove(index - 1)} />
            <IconButton icon="arrow-right" size="sm" label={t("photos.later", { number })} disabled={index === count - 1} onClick={() => onMove(index + 1)} />
          </span>
        ) : (
          <span />
        )}
        <IconButton icon="trash" size="sm" label={t("photos.remove", { number })} onClick={() => board.remove(photo.clientId)} />
      </div>
    </li>
  );
}
