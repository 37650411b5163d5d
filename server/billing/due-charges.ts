/**
 * Charges of this process that are on their way into the database. Whoever reads sums of an owner waits for them first,
 * so that a call is seen by whatever is asked after its answer.
 */
export interface DueCharges {
  /** Counts a charge of an owner in until it has been written, or could not be written for the first time. */
  readonly track: (ownerId: string, attempted: Promise<void>) => void;
  /** Resolves when everything that is due of an owner at this moment has been tried. */
  readonly settled: (ownerId: string) => Promise<void>;
}

declare module "@/server/kernel/live" {
  interface Live {
    readonly dueCharges: DueCharges;
  }
}

/** One for each process. */
export function createDueCharges(): DueCharges {
  const due = new Map<string, Set<Promise<void>>>();
  return {
    track(ownerId, attempted) {
      const ofOwner = due.get(ownerId) ?? new Set();
      due.set(ownerId, ofOwner.add(attempted));
      void attempted.then(() => {
        ofOwner.delete(attempted);
        if (ofOwner.size === 0 && due.get(ownerId) === ofOwner) due.delete(ownerId);
      });
    },
    async settled(ownerId) {
      await Promise.all(due.get(ownerId) ?? []);
    },
  };
}
