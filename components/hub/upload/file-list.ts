import { createPace } from "@/components/patterns/pace";
import type { ChosenFile } from "./chosen-files";

/** What arrived of a file: its SHA-256, or a small text itself. */
export type FileContent = { readonly oid: string } | { readonly text: string };

export interface QueuedFile extends ChosenFile {
  readonly id: string;
  readonly state: "waiting" | "uploading" | "checking" | "done" | "failed";
  readonly sent: number;
  /** Bytes per second. */
  readonly rate: number | null;
  readonly error: unknown;
  /** What the commit will say about it, once it is there. */
  readonly change: FileContent | null;
}

const TELL_EVERY_MS = 200;
const NEW = { state: "waiting", sent: 0, rate: null, error: null, change: null } as const;

/** Files and how far each is, as a store that a component subscribes to. Progress is told a few times a second. */
export function createFileList() {
  let files: readonly QueuedFile[] = [];
  const paces = new Map<string, ReturnType<typeof createPace>>();
  const total = createPace();
  const listeners = new Set<() => void>();
  let toldAt = 0;

  const tell = (now = performance.now()) => {
    toldAt = now;
    for (const listener of listeners) listener();
  };
  const change = (id: string, facts: Partial<QueuedFile>) => {
    files = files.map((file) => (file.id === id ? { ...file, ...facts } : file));
  };
  return {
    files: () => files,
    rate: () => total.rate(),
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(chosen: readonly ChosenFile[]) {
      files = [...files, ...chosen.map((one) => ({ ...one, id: crypto.randomUUID(), ...NEW }))];
      tell();
    },
    remove(id: string) {
      files = files.filter((file) => file.id !== id);
      tell();
    },
    set(id: string, facts: Partial<QueuedFile>) {
      change(id, facts);
      tell();
    },
    noteSent(id: string, sent: number) {
      const now = performance.now();
      const pace = paces.get(id) ?? createPace();
      paces.set(id, pace);
      pace.note(now, sent);
      change(id, { sent, rate: pace.rate() });
      total.note(
        now,
        files.reduce((sum, file) => sum + file.sent, 0),
      );
      if (now - toldAt >= TELL_EVERY_MS) tell(now);
    },
  };
}
