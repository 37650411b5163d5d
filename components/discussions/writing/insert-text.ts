/** Writes as if it were typed, so that it can be undone like everything else. */
export function insertText(
  area: HTMLTextAreaElement,
  { start, end, text }: { start: number; end: number; text: string },
) {
  area.focus();
  area.setSelectionRange(start, end);
  if (text === "" && start === end) return;
  if (!document.execCommand(text === "" ? "delete" : "insertText", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
