import { requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { ApproveDeviceLoginInput, DeviceLogin } from "../contract";
import { asksToWrite, noSuchCode, showDeviceLogin } from "./device-login";
import { findDeviceLogin } from "./find-device-login";
import { answerWaiting } from "./store";

export const approveDeviceLogin = defineCommand({
  name: "identity.approveDeviceLogin",
  summary: "Let the program that shows this code act for you; it gets a token of its own",
  http: { method: "POST", path: "/device-logins/{userCode}/approve" },
  keepsFailures: true,
  input: ApproveDeviceLoginInput,
  output: DeviceLogin,
  async run(ctx: Ctx<"identity">, { userCode: typed, role }) {
    const { login, userCode, userId } = await findDeviceLogin(ctx, typed);
    requireRecentSignIn(ctx);
    if (role === "write" && !asksToWrite(login.scopes)) {
      throw new DomainError("invalid", "The program asks to read only", { reason: "invalid_scope" });
    }
    return atomically(ctx, async (ctx) => {
      const answered = await answerWaiting(ctx, userCode, { userId, role, approvedAt: ctx.now() });
      if (!answered) throw noSuchCode();
      const details = { role, device: login.device, address: login.address };
      await audit(ctx, "deviceLogin.approved", { kind: "deviceLogin", id: login.id, ownerId: userId, details });
      return showDeviceLogin(answered, userCode);
    });
  },
});
