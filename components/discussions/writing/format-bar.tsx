import { Bold, Code, Link2, List, ListTodo } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { FORMATS, type Format, formatted } from "./formats";
import { insertText } from "./insert-text";

const ICONS = { bold: Bold, code: Code, link: Link2, list: List, task: ListTodo };

/** Marks what is chosen in the text. */
export function FormatBar({ area }: { area: RefObject<HTMLTextAreaElement | null> }) {
  const t = useTranslations("discussions");
  const apply = (format: Format) => {
    const { current } = area;
    if (!current) return;
    const { value: text, selectionStart: start, selectionEnd: end } = current;
    const next = formatted(format, { text, start, end });
    insertText(current, next);
    current.setSelectionRange(next.selectFrom, next.selectTo);
  };
  return (
    <fieldset className="flex gap-0.5" aria-label={t("formats")}>
      {FORMATS.map((format) => (
        <IconButton
          key={format}
          icon={ICONS[format]}
          size="sm"
          label={t(`format.${format}`)}
          title={t(`format.${format}`)}
          onClick={() => apply(format)}
        />
      ))}
    </fieldset>
  );
}
