/** What Chromium, Firefox and Safari say when a request got no answer. */
const NO_ANSWER = /^(?:Failed to fetch|NetworkError when attempting to fetch|Load failed)/;

/** Whether something failed since the platform did not answer, or no longer has the program of an older version. */
export const isUnreachable = ({ name, message }: Error): boolean =>
  name === "ChunkLoadError" || NO_ANSWER.test(message);
