import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { RevokeVoucherInput, Voucher } from "../contract/funds";
import { revokeVoucherRow } from "../store/vouchers";
import { voucherFrom } from "./voucher";

export const revokeVoucher = defineCommand({
  name: "billing.revokeVoucher",
  summary: "End a voucher; what was redeemed stays",
  http: { method: "POST", path: "/vouchers/{id}/revoke" },
  input: RevokeVoucherInput,
  output: Voucher,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.finance");
    return atomically(ctx, async (ctx) => {
      const row = await revokeVoucherRow(ctx.db, id, ctx.now());
      await audit(ctx, "voucher.revoked", { kind: "Voucher", id, name: row.hint });
      return voucherFrom(row);
    });
  },
});
