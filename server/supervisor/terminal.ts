export interface Terminal {
  /** One line of progress. */
  step(text: string): void;
  warn(text: string): void;
  /** The closing block: the address and how to come in. */
  block(lines: readonly string[]): void;
}

export function createTerminal(output: NodeJS.WritableStream): Terminal {
  const write = (text: string) => output.write(`${text}\n`);
  return {
    step: (text) => write(`  ${text}`),
    warn: (text) => write(`! ${text}`),
    block: (lines) => write(["", ...lines.map((line) => (line ? `  ${line}` : "")), ""].join("\n")),
  };
}

const WARNING = 40; // pino's number

/** The line of a role's log as people read it; null when it is not worth interrupting them. */
export function noteworthy(role: string, line: string, stream: "stdout" | "stderr"): string | null {
  const entry = parse(line);
  if (!entry) return stream === "stderr" && /^\S/.test(line) ? `${role}: ${line}` : null; // indented: part of a stack
  if (entry.level < WARNING) return null;
  const cause = entry.err?.message ? `: ${entry.err.message}` : "";
  const request = entry.requestId ? ` (request ${entry.requestId})` : "";
  return `${role}: ${entry.msg ?? ""}${cause}${request}`;
}

interface LogEntry {
  readonly level: number;
  readonly msg?: string;
  readonly requestId?: string;
  readonly err?: { readonly message?: string };
}

function parse(line: string): LogEntry | null {
  if (!line.startsWith("{")) return null;
  try {
    const entry: Partial<LogEntry> = JSON.parse(line);
    return typeof entry.level === "number" ? { ...entry, level: entry.level } : null;
  } catch {
    return null;
  }
}
