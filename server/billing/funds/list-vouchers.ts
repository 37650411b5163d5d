import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { ListVouchersInput, Voucher } from "../contract/funds";
import { listVoucherRows } from "../store/vouchers";
import { voucherFrom } from "./voucher";

export const listVouchers = defineQuery({
  name: "billing.listVouchers",
  summary: "List vouchers without their codes, newest first",
  http: { method: "GET", path: "/vouchers" },
  input: ListVouchersInput,
  output: pageOf(Voucher),
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.finance");
    const { items, nextCursor } = await page(ctx, input, {
      list: "billing.listVouchers",
      read: (after, limit) => listVoucherRows(ctx.db, { after, limit }),
      keyOf: ({ id, createdAt }) => ({ sort: createdAt.toISOString(), id }),
    });
    return { items: items.map(voucherFrom), nextCursor };
  },
});
