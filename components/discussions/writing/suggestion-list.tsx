import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import type { Suggestion } from "./use-suggestions";

interface Props {
  id: string;
  suggestions: readonly Suggestion[];
  marked: number;
  onTake: (suggestion: Suggestion) => void;
}

export const optionId = (id: string, index: number): string => `${id}-${index}`;

/** What may be meant, below the text; the text keeps the focus. */
export function SuggestionList({ id, suggestions, marked, onTake }: Props) {
  const t = useTranslations("discussions");
  return (
    <div className="rounded-float bg-surface-float shadow-float absolute inset-x-0 top-full z-50 mt-1 max-w-sm border p-1">
      <div role="listbox" id={id} aria-label={t("suggestions")} className="scroll-thin max-h-64 overflow-y-auto">
        {suggestions.map((suggestion, index) => (
          <div
            key={suggestion.text}
            role="option"
            id={optionId(id, index)}
            aria-selected={index === marked}
            tabIndex={-1}
            className="rounded-control text-small aria-selected:bg-hover flex cursor-default items-center gap-2 px-2 py-1.5"
            // Before the text loses the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              onTake(suggestion);
            }}
          >
            {suggestion.avatarUrl === undefined ? null : (
              <Avatar name={suggestion.title} src={suggestion.avatarUrl} size="xs" />
            )}
            <span className="font-medium whitespace-nowrap">{suggestion.text.trim()}</span>
            <span className="text-text-muted min-w-0 truncate">{suggestion.title}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
