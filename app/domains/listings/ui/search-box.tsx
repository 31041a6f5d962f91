import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Form, useNavigate } from "#app/ui/remix.ts";
import { useQuestion } from "#app/ui/use-question.ts";

/** A suggestion with where it leads. */
export type ShownSuggestion = { text: string; note: string | null; to: string };

const typingSettlesMs = 180;

/**
 * The search of the listings: a plain form, and while somebody types a list of what they may mean (the combobox pattern: arrows
 * move, Enter takes, Escape closes; what was typed stays until something is taken). Choices made before stay in force.
 */
export function SearchBox({ q, params }: { q: string; params: URLSearchParams }) {
  const { t } = useTranslation("listings");
  const [text, setText] = useState(q);
  const { suggestions, close, isOpen, open } = useSuggestions(text, q);
  const [active, setActive] = useState(-1);
  const navigate = useNavigate();
  const id = useId();
  useEffect(() => setText(q), [q]);
  useEffect(() => setActive(-1), [suggestions]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && suggestions.length > 0) {
      event.preventDefault();
      open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than there are suggestions: back in the text.
      setActive((now) => ((now + 1 + step + suggestions.length + 1) % (suggestions.length + 1)) - 1);
    } else if (event.key === "Enter" && isOpen) {
      const chosen = suggestions[active];
      close();
      if (!chosen) return;
      event.preventDefault();
      navigate(chosen.to);
    }
  }

  return (
    <Form action="/listings" method="get" role="search" aria-label={t("search.label")} className="relative mb-4 flex gap-2" onSubmit={close}>
      {[...params].filter(([name]) => !["q", "after", "sort", "filters"].includes(name)).map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className="relative min-w-0 grow" onBlur={(event) => (event.currentTarget.contains(event.relatedTarget) ? undefined : close())}>
        <Icon name="search" className="pointer-events-none absolute inset-s-3.5 top-3 text-ink-soft" />
        <input
          name="q"
          type="search"
          role="combobox"
          autoComplete="off"
          enterKeyHint="search"
          aria-label={t("search.label")}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
          placeholder={t("search.placeholder")}
          key={q}
          defaultValue={q}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          className="min-h-11 w-full rounded-full border border-line-strong bg-surface ps-11 pe-4 text-ink placeholder:text-ink-soft placeholder:opacity-100 hover:border-ink-soft"
        />
        <ul
          id={`${id}-list`}
          role="listbox"
          aria-label={t("searches:suggest.label")}
          hidden={!isOpen}
          className="absolute inset-x-0 top-full z-50 mt-1 max-h-96 overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-float"
        >
          {suggestions.map((one, index) => (
            // The keyboard stays in the box: arrows and Enter there choose (aria-activedescendant).
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={one.to}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                close();
                navigate(one.to);
              }}
              className="flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-control px-3 hover:bg-sunken aria-selected:bg-leaf-soft"
            >
              <span className="min-w-0 truncate">{one.text}</span>
              {one.note ? <span className="shrink-0 text-sm text-ink-soft">{one.note}</span> : null}
            </li>
          ))}
        </ul>
      </div>
      <span role="status" className="sr-only">
        {isOpen ? t("searches:suggest.found", { count: suggestions.length }) : ""}
      </span>
      <SubmitButton variant="secondary" className="shrink-0 whitespace-nowrap">
        {t("search.submit")}
      </SubmitButton>
    </Form>
  );
}

type Answer = { q: string; suggestions: ShownSuggestion[] };

/** Suggestions for a text once typing pauses; open only for a text that was typed here and is not what the page shows already. */
function useSuggestions(text: string, shown: string) {
  const { ask, data } = useQuestion<Answer>(isAnswer);
  const [closedFor, setClosedFor] = useState(shown);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const wanted = text.trim();
  useEffect(() => {
    clearTimeout(timer.current);
    if (wanted === "" || wanted === shown) return;
    timer.current = setTimeout(() => ask(`/listings/suggest?${new URLSearchParams({ q: wanted })}`), typingSettlesMs);
    return () => clearTimeout(timer.current);
  }, [wanted, shown, ask]);
  const suggestions = wanted !== "" && wanted !== shown && data && wanted.startsWith(data.q.trim().slice(0, 1)) ? data.suggestions : none;
  return { suggestions, isOpen: suggestions.length > 0 && closedFor !== text, close: () => setClosedFor(text), open: () => setClosedFor("\u0000") };
}

const isAnswer = ({ q }: Partial<Answer>): boolean => q !== undefined;

const none: ShownSuggestion[] = [];
