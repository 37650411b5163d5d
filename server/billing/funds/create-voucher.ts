import { authorizePlatform, personOf, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { hashOf } from "@/server/identity";
import { atomically, DomainError, defineCommand, newRow, parseMoney } from "@/server/kernel";
import { CreatedVoucher, CreateVoucherInput } from "../contract/funds";
import { insertVoucher } from "../store/vouchers";
import { mayBookAlone } from "./may-book-alone";
import { voucherFrom } from "./voucher";
import { newVoucherCode, plainCode } from "./voucher-code";

const HINT_LENGTH = 5;
const TOO_MUCH =
  "All uses of a code, with what you moved in the last 24 hours, are more than one person may give; give to an account";

export const createVoucher = defineCommand({
  name: "billing.createVoucher",
  summary: "Make a code that is worth money; it is shown this once",
  http: { method: "POST", path: "/vouchers", status: 201 },
  input: CreateVoucherInput,
  output: CreatedVoucher,
  async run(ctx, { amount, maxUses, expiresAt, validDays, note }) {
    await authorizePlatform(ctx, "platform.finance");
    requireStrongAuth(ctx);
    const until = expiresAt === undefined ? null : new Date(expiresAt);
    if (until && until <= ctx.now()) throw new DomainError("invalid", "The code would have ended before it begins");
    const each = parseMoney(amount);
    if (each === 0n) throw new DomainError("invalid", "The amount is zero");
    const { userId } = personOf(ctx);
    const code = newVoucherCode(ctx);
    const row = {
      ...newRow(ctx),
      ...{ codeHash: hashOf(plainCode(code)), hint: code.slice(-HINT_LENGTH), amount: each },
      ...{ currency: ctx.site.currency, maxUses, used: 0, expiresAt: until, validDays: validDays ?? null, note },
      ...{ createdBy: userId, revokedAt: null },
    };
    return atomically(ctx, async (ctx) => {
      if (!(await mayBookAlone(ctx, { userId, amount: each * BigInt(maxUses) }))) {
        throw new DomainError("invalid", TOO_MUCH, { reason: "second_person_required" });
      }
      await insertVoucher(ctx.db, row);
      const details = { amount, maxUses, note };
      await audit(ctx, "voucher.created", { kind: "Voucher", id: row.id, name: row.hint, details });
      return { ...voucherFrom(row), code };
    });
  },
});
