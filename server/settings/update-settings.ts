import { authorizePlatform, requireRecentSignIn, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { CacheSource, Settings, SettingValues, UpdateSettingsInput } from "./contract";
import { readSettings, writeSettings } from "./store";

export const updateSettings = defineCommand({
  name: "settings.updateSettings",
  summary: "Change settings of the installation",
  http: { method: "PATCH", path: "/settings" },
  input: UpdateSettingsInput,
  output: Settings,
  async run(ctx, { version, ...changes }) {
    await authorizePlatform(ctx, "platform.settings");
    requireRecentSignIn(ctx);
    return atomically(ctx, async (ctx) => {
      const before = await readSettings(ctx.db);
      if (before.version !== version) throw new DomainError("stale", "The settings have changed: load them again");
      const wanted = SettingValues.parse({ ...before, ...changes });
      refuseWithoutOwner(wanted, before);
      // Who books money is not who decides from which amount a second person is asked.
      if (wanted.confirmMoneyAbove !== before.confirmMoneyAbove) {
        await authorizePlatform(ctx, "platform.safeguards");
        requireStrongAuth(ctx);
      }
      await writeSettings(ctx, version, wanted);
      const after = await readSettings(ctx.db);
      await audit(ctx, "settings.updated", { kind: "settings", id: "system", details: changed(before, after) });
      return after;
    });
  },
});

/** The settings that differ, as they were and as they are. */
function changed(before: SettingValues, after: SettingValues) {
  const names = SettingValues.keyof().options.filter((name) => before[name] !== after[name]);
  const pick = (values: SettingValues) => Object.fromEntries(names.map((name) => [name, values[name]]));
  return { before: pick(before), after: pick(after) };
}

/** What was switched on without an owner before this rule stays, so that other settings can be changed. */
function refuseWithoutOwner(wanted: SettingValues, before: SettingValues) {
  if (CacheSource.safeParse(wanted).success || !CacheSource.safeParse(before).success) return;
  throw new DomainError("invalid", "Name the organization that owns what is fetched from the other hub");
}
