import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/textarea";
import { insertText } from "./insert-text";
import { optionId, SuggestionList } from "./suggestion-list";
import { type TypedWord, typedWord } from "./typed-word";
import { type Suggestion, useSuggestions } from "./use-suggestions";

interface Props {
  id: string;
  area: RefObject<HTMLTextAreaElement | null>;
  value: string;
  rows: number;
  onChange: (value: string) => void;
}

/** Its lines stand below each other as in the file. */
const SUGGESTION = /^```suggestion/m;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A text in which people are mentioned and discussions are named with help; nothing happens while one composes. */
export function WritingArea({ id, area, value, rows, onChange }: Props) {
  const t = useTranslations("discussions");
  const [word, setWord] = useState<TypedWord | null>(null);
  const [marked, setMarked] = useState(0);
  const suggestions = useSuggestions(word);
  const listId = `${id}-suggestions`;
  const isOpen = suggestions.length > 0;

  const look = ({ value: text, selectionStart, selectionEnd }: HTMLTextAreaElement) => {
    setWord(selectionStart === selectionEnd ? typedWord(text, selectionStart) : null);
    setMarked(0);
  };
  const take = ({ text }: Suggestion) => {
    if (!area.current || !word) return;
    insertText(area.current, { start: word.start, end: area.current.selectionEnd, text });
    setWord(null);
  };
  const chosen = suggestions[marked % Math.max(1, suggestions.length)];
  /** Whether the key was for the list. */
  const steer = (key: string, current: Suggestion): boolean => {
    const step = STEPS[key];
    if (key === "Enter" || key === "Tab") take(current);
    else if (key === "Escape") setWord(null);
    else if (step !== undefined) setMarked((at) => (at + step + suggestions.length) % suggestions.length);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isSubmit = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (isSubmit) event.currentTarget.form?.requestSubmit();
    else if (chosen && steer(event.key, chosen)) event.preventDefault();
  };
  return (
    <div className="relative">
      <Textarea
        ref={area}
        id={id}
        rows={rows}
        maxLength={65_536}
        value={value}
        dir="auto"
        className={cn(SUGGESTION.test(value) && "font-mono")}
        aria-autocomplete="list"
        {...(isOpen && {
          role: "combobox",
          "aria-expanded": true,
          "aria-controls": listId,
          "aria-activedescendant": optionId(listId, marked % suggestions.length),
        })}
        onChange={(event) => {
          onChange(event.target.value);
          const isComposing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;
          if (isComposing) setWord(null);
          else look(event.currentTarget);
        }}
        onCompositionEnd={(event) => look(event.currentTarget)}
        onClick={() => setWord(null)}
        onBlur={() => setWord(null)}
        onKeyDown={onKeyDown}
      />
      {isOpen ? (
        <SuggestionList id={listId} suggestions={suggestions} marked={marked % suggestions.length} onTake={take} />
      ) : null}
      <span role="status" className="sr-only">
        {isOpen ? t("suggestionCount", { count: suggestions.length }) : ""}
      </span>
    </div>
  );
}
