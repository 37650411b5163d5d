import { formatMoney } from "@/server/kernel";
import type { Voucher } from "../contract/funds";
import type { VoucherRow } from "../store/vouchers";

/** For administrators; the code is not in it. */
export const voucherFrom = ({ amount, ...row }: VoucherRow): Voucher => ({ ...row, amount: formatMoney(amount) });
