import { useEffect, useRef } from "react";

interface Abort {
  /** A signal for new work; work under way ends. */
  readonly start: () => AbortSignal;
  /** Ends what is under way; nothing else does, but leaving the page. */
  readonly stop: () => void;
}

/** Work that somebody can stop, and that ends when they leave the page. */
export function useAbort(): Abort {
  const current = useRef<AbortController>(null);
  useEffect(() => () => current.current?.abort(), []);
  return {
    start() {
      current.current?.abort();
      current.current = new AbortController();
      return current.current.signal;
    },
    stop: () => current.current?.abort(),
  };
}
