import type { PostingKind } from "./contract";

/** Bookings by which customers pay for something; they can be refunded. */
export const SALES = ["usage", "minutes"] as const satisfies PostingKind[];

/** What makes up the charges of a statement; everything else moves money. */
export const CHARGES = [...SALES, "refund"] as const satisfies PostingKind[];

export const isSale = (kind: PostingKind): kind is (typeof SALES)[number] => SALES.some((sale) => sale === kind);
