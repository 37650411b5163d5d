import { Text } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** What others may do with the text while it is being edited. */
export interface EditorHandle {
  /** Changes only what differs, as one step that can be undone. */
  readonly replace: (text: string) => void;
  /** Shows a line, 1-based, and puts the cursor there. */
  readonly showLine: (line: number) => void;
}

export const handleOf = (view: EditorView): EditorHandle => ({
  replace(text) {
    const change = changeBetween(view.state.doc.toString(), text.replaceAll("\r\n", "\n"));
    if (change) view.dispatch({ changes: change, userEvent: "input.form" });
  },
  showLine(line) {
    const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    view.focus();
  },
});

function changeBetween(before: string, after: string) {
  if (before === after) return null;
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const insert = Text.of(after.slice(start, after.length - end).split("\n"));
  return { from: start, to: before.length - end, insert };
}
