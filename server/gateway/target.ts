import type { Offer } from "./providers/offer";

/** Where a call goes. */
export type Target =
  | { readonly kind: "deployment"; readonly address: string }
  | { readonly kind: "provider"; readonly offer: Offer };
