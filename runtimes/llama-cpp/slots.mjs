import { ApiError } from "./errors.mjs";

/**
 * The places in which requests are worked on; whoever finds none waits in line.
 * @template Slot
 */
export class SlotPool {
  #free;
  #waiting = [];
  #maxWaiting;
  #closed = false;

  /** @param {readonly Slot[]} slots @param {number} maxWaiting */
  constructor(slots, maxWaiting) {
    this.#free = [...slots];
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Lends a slot to `work` and takes it back whatever happens. First come, first served; 503 when the line is full.
   * @template Result
   * @param {{ signal: AbortSignal, score?: (slot: Slot) => number }} options the free slot with the highest score is taken
   * @param {(slot: Slot) => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  async use({ signal, score }, work) {
    const slot = this.#take(score) ?? (await this.#wait(signal));
    try {
      signal.throwIfAborted();
      return await work(slot);
    } finally {
      this.#giveBack(slot);
    }
  }

  /** Refuses everybody who waits or comes later; who works goes on. */
  close() {
    this.#closed = true;
    for (const waiter of this.#waiting.splice(0)) waiter.refuse(stopping());
  }

  #take(score) {
    if (this.#closed) throw stopping();
    if (this.#free.length === 0) return undefined;
    const scores = this.#free.map((slot) => score?.(slot) ?? 0);
    return this.#free.splice(scores.indexOf(Math.max(...scores)), 1)[0];
  }

  #wait(signal) {
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new ApiError(503, "Too many requests are waiting; try again in a moment.", { code: "overloaded" });
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(signal.reason);
      };
      const done = (settle) => (value) => {
        signal.removeEventListener("abort", leave);
        settle(value);
      };
      const waiter = { accept: done(resolve), refuse: done(reject) };
      this.#waiting.push(waiter);
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  #giveBack(slot) {
    const next = this.#waiting.shift();
    if (next) next.accept(slot);
    else this.#free.push(slot);
  }
}

function stopping() {
  return new ApiError(503, "The runtime is stopping.", { code: "stopping" });
}
