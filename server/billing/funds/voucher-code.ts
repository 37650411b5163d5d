import type { Ctx } from "@/server/kernel";

/** No letter that looks like another, or like a digit (Crockford's base 32). */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 20;

/** 100 random bits in groups of five, such as `7K2QX-9M4TB-0WZ3A-HN8RC`. */
export function newVoucherCode(ctx: Ctx): string {
  const digits = [...ctx.random(LENGTH)].map((byte) => DIGITS.charAt(byte % DIGITS.length));
  return (digits.join("").match(/.{5}/g) ?? []).join("-");
}

/** As it was made, however it was typed: small letters, without dashes, O for 0, I and L for 1. */
export const plainCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
