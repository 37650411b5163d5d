/** A step may take some tens of milliseconds; a look at the clock takes as long as a short one. */
const STEPS_BETWEEN = 4;

/**
 * For a loop during which everybody else waits: asked once for each small step, tells whether this thread has used that
 * much time of the processor. How busy the machine is does not count, so that the same work always ends the same way.
 */
export function createCpuLimit(ms: number): () => boolean {
  const before = process.threadCpuUsage();
  let steps = 0;
  let isReached = false;
  return () => {
    steps += 1;
    if (isReached || steps % STEPS_BETWEEN !== 0) return isReached;
    const { user, system } = process.threadCpuUsage(before);
    isReached = (user + system) / 1_000 >= ms;
    return isReached;
  };
}
