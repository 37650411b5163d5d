/** A line of Markdown that is a task: what stands before the mark, the mark, what stands between, and the words. */
const TASK = /^([\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[)([ xX])(\][ \t]+)(\S.*)$/;
const FENCE = /^[\s>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})/;
const LINE_END = /(\r\n|\r|\n)/;

export interface TaskLine {
  /** 1-based, in the text as it was written. */
  readonly line: number;
  /** The words after the box, as they were written. */
  readonly text: string;
  readonly isDone: boolean;
}

/** The tasks of a text (`- [ ] …`, GitHub Flavored Markdown 0.29 §5.3) that are not in a fenced block. */
export function tasksIn(body: string): TaskLine[] {
  let fence: string | null = null;
  return body.split(/\r\n|\r|\n/).flatMap((content, index) => {
    const mark = FENCE.exec(content)?.[1] ?? null;
    if (mark !== null) fence = fenceAfter(fence, mark);
    const task = fence === null ? TASK.exec(content) : null;
    return task ? [{ line: index + 1, text: (task[4] ?? "").trimEnd(), isDone: task[2] !== " " }] : [];
  });
}

/** A fence ends with one of its kind that is at least as long (CommonMark 0.31 §4.5). */
function fenceAfter(open: string | null, mark: string): string | null {
  if (open === null) return mark;
  return mark[0] === open[0] && mark.length >= open.length ? null : open;
}

/** The text with this task done, or no longer. `null` when no such task stands on that line, or when it is so already. */
export function withTask(body: string, { line, text, isDone }: TaskLine): string | null {
  const found = tasksIn(body).find((task) => task.line === line);
  if (!found || found.text !== text || found.isDone === isDone) return null;
  const parts = body.split(LINE_END);
  const at = (line - 1) * 2;
  return parts.with(at, (parts[at] ?? "").replace(TASK, `$1${isDone ? "x" : " "}$3$4`)).join("");
}
