import type { ComponentType } from "react";

export type Load<P> = () => Promise<ComponentType<P>>;

/** The program of a part did not come: no connection, or another version of the platform runs by now. */
export class NotLoaded extends Error {
  override readonly name = "ChunkLoadError";
}

/** One program for all who show it. A failure is not kept: who asks next loads anew. */
export function programOf<P>(load: Load<P>): Load<P> {
  let program: ReturnType<Load<P>> | null = null;
  return () => {
    program ??= load().catch((cause: unknown) => {
      program = null;
      throw new NotLoaded("A part of the page could not be loaded", { cause });
    });
    return program;
  };
}
